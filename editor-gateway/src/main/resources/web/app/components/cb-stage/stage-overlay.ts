import type { SelectionView } from '../../api/types';
import type { Size } from '../../geometry/points';
import { maskLayerOf } from './mask-layer';
import type { MaskLayer } from './mask-layer';
import { OverlayPainter } from './overlay-painter';
import type { OverlayScene } from './overlay-painter';

/** Pictures a second while the outline's dashes move. */
const ANTS_RATE = 12;
/** Seconds in which a dash moves to the place of the next. */
const ANTS_SECONDS = 0.9;

export type SceneWithoutMask = Omit<OverlayScene, 'mask' | 'phase'>;

/** Repaints the overlay when something has changed, and keeps the mask's outline moving. */
export class StageOverlay {
  private readonly painter = new OverlayPainter();
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');
  private answer: SelectionView | null = null;
  private mask: MaskLayer | null = null;
  private frame = 0;
  private ants: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly canvas: () => HTMLCanvasElement | null,
    private readonly view: () => Size,
    private readonly scene: () => SceneWithoutMask | null,
  ) {}

  /** Shows a mask, or none. The same answer again costs nothing. */
  show(answer: SelectionView | null): void {
    if (answer !== this.answer) {
      this.answer = answer;
      this.mask = answer === null ? null : maskLayerOf(answer);
    }
    this.request();
    this.march(this.mask !== null && !this.calm.matches);
  }

  request(): void {
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.paint();
      });
    }
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.march(false);
  }

  private march(on: boolean): void {
    if (!on) {
      clearInterval(this.ants);
      this.ants = undefined;
    } else {
      this.ants ??= setInterval(() => this.request(), 1000 / ANTS_RATE);
    }
  }

  private paint(): void {
    const canvas = this.canvas();
    const scene = this.scene();
    if (canvas === null || scene === null) {
      return;
    }
    const phase = this.calm.matches
      ? 0
      : ((performance.now() / 1000) % ANTS_SECONDS) / ANTS_SECONDS;
    this.painter.paint(canvas, this.view(), devicePixelRatio, { ...scene, mask: this.mask, phase });
  }
}
