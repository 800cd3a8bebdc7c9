import type { SelectionView } from 'chatbrush-client';
import type { Rle } from '../../geometry/rle';
import type { Size } from '../../geometry/points';
import { maskLayerOf } from './mask-layer';
import type { MaskLayer } from './mask-layer';
import { OverlayPainter } from './overlay-painter';
import type { OverlayScene } from './overlay-painter';

/** Pictures a second while the outline's dashes move. */
const ANTS_RATE = 12;
/** Milliseconds after the last movement of the picture. */
const REST_MILLIS = 140;
/** Seconds in which a dash moves to the place of the next. */
const ANTS_SECONDS = 0.9;

export type SceneWithoutMask = Omit<OverlayScene, 'mask' | 'faint' | 'moving' | 'phase'>;

/** Repaints the overlay when something has changed, and keeps the mask's outline moving. */
export class StageOverlay {
  private readonly painter = new OverlayPainter();
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');
  private answer: SelectionView | null = null;
  private mask: MaskLayer | null = null;
  private look: Rle | null = null;
  private faint: MaskLayer | null = null;
  private frame = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private ants: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly canvas: () => HTMLCanvasElement | null,
    private readonly view: () => Size,
    private readonly scene: () => SceneWithoutMask | null,
  ) {}

  /** Shows a mask, or none, and faintly what a click would select. The same again costs nothing. */
  show(answer: SelectionView | null, look: Rle | null): void {
    if (answer !== this.answer) {
      this.answer = answer;
      this.mask =
        answer === null ? null : maskLayerOf(answer.rle, answer.input?.refine?.feather ?? 0);
    }
    if (look !== this.look) {
      this.look = look;
      this.faint = look === null ? null : maskLayerOf(look, 0);
    }
    this.request();
    this.march(this.mask !== null && !this.calm.matches);
  }

  /** The picture is moved or zoomed: until it rests, only what is cheap is drawn. */
  moving(): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.rest = undefined;
      this.request();
    }, REST_MILLIS);
    this.request();
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
    clearTimeout(this.rest);
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
    this.painter.paint(canvas, this.view(), devicePixelRatio, {
      ...scene,
      mask: this.mask ?? this.faint,
      faint: this.mask === null,
      moving: this.rest !== undefined,
      phase,
    });
  }
}
