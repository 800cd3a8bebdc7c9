import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { imagePoint } from '../../geometry/points';
import type { ImagePoint, ViewPoint } from '../../geometry/points';
import { toImage, toView } from '../../geometry/viewport';
import type { Viewport } from '../../geometry/viewport';
import type { Command } from '../../control/commands';
import { canSelect, shownRevision } from '../../state/selectors';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { stageStyles } from './cb-stage.styles';
import { findStyles } from './finds.styles';
import { findTemplates } from './finds';
import type { GestureHost } from './gesture-host';
import type { LiveDrawing } from './live-drawing';
import { markerTemplates } from './markers';
import { planeTemplate, tagTemplate } from './plane';
import { StageGestures } from './stage-gestures';
import { StageOverlay } from './stage-overlay';
import type { SceneWithoutMask } from './stage-overlay';
import { StageKeys } from './stage-keys';
import { StageView } from './stage-view';

/**
 * The picture, with everything that is drawn on it. Emits `editor-command` for points, boxes and
 * strokes. Slot: controls that float over the picture.
 */
@customElement('cb-stage')
export class CbStage extends EditorElement implements GestureHost {
  static override styles = [baseStyles, stageStyles, findStyles];

  private readonly view = new StageView();
  private readonly overlay = new StageOverlay(
    () => this.canvas,
    () => this.view.stageSize,
    () => this.scene(),
  );
  private readonly keys = new StageKeys(this);
  private readonly resizes = new ResizeObserver(() => this.measure());
  private gestures!: StageGestures;
  private live: LiveDrawing = null;
  private hover: ImagePoint | null = null;

  @query('.surface') private surface!: HTMLElement;
  @query('canvas') private canvas!: HTMLCanvasElement | null;

  @state() private spaceDown = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizes.disconnect();
    this.overlay.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const shown = shownRevision(this.state);
    if (changed.has('state') && shown !== null) {
      this.view.setImage(shown);
    }
    if (!canSelect(this.state)) {
      this.keys.forget();
    }
  }

  protected override firstUpdated(): void {
    this.gestures = new StageGestures(this.surface, this);
    this.surface.addEventListener('wheel', (event) => this.gestures.wheel(event), {
      passive: false,
    });
  }

  protected override updated(): void {
    this.overlay.show(canSelect(this.state) ? this.state.selection.answer : null);
  }

  /** For the zoom buttons and keys. */
  zoom(to: 'fit' | 'actual' | 'in' | 'out'): void {
    this.view.zoom(to);
    this.changedView();
  }

  get scale(): number {
    return this.view.viewport.scale;
  }

  /** Whether the space bar moves the picture now. */
  set spaceHeld(held: boolean) {
    this.spaceDown = held;
  }

  get spaceHeld(): boolean {
    return this.spaceDown;
  }

  get imageSize() {
    return this.view.imageSize;
  }

  get viewport(): Viewport {
    return this.view.viewport;
  }

  get markers(): readonly ViewPoint[] {
    return this.state.selection.draft.points.map((point, index) => {
      const moving =
        this.live?.kind === 'marker' && this.live.index === index ? this.live.at : null;
      return toView(this.viewport, moving ?? imagePoint(point.x, point.y));
    });
  }

  get canDraw(): boolean {
    return canSelect(this.state) && this.state.chat.edit === null;
  }

  toImage(point: ViewPoint): ImagePoint {
    return toImage(this.viewport, point);
  }

  moveViewport(viewport: Viewport): void {
    this.view.move(viewport);
    this.changedView();
  }

  showLive(drawing: LiveDrawing): void {
    this.live = drawing;
    this.requestUpdate();
  }

  override emit(command: Command): void {
    super.emit(command);
  }

  override render(): TemplateResult | typeof nothing {
    if (this.state.session === null) {
      return nothing;
    }
    return html`
      <div
        class="surface ${this.cursor}"
        tabindex="0"
        role="application"
        aria-label=${this.t('stage.label')}
        @pointerdown=${(event: PointerEvent) => this.gestures.down(event)}
        @pointermove=${this.onMove}
        @pointerup=${(event: PointerEvent) => this.gestures.up(event)}
        @pointercancel=${(event: PointerEvent) => this.gestures.cancel(event)}
        @pointerleave=${this.onLeave}
        @contextmenu=${(event: Event) => event.preventDefault()}
        @keydown=${(event: KeyboardEvent) => this.keys.press(event)}
      >
        ${planeTemplate(this.state, this.t, this.viewport)}
      </div>
      <canvas aria-hidden="true"></canvas>
      ${this.canDraw ? markerTemplates(this.state, this.t, this.markers, this.emit.bind(this)) : nothing}
      ${
        this.canDraw
          ? findTemplates(this.state.chat.choice, this.t, this.viewport, this.emit.bind(this))
          : nothing
      }
      ${tagTemplate(this.state, this.t, this.emit.bind(this))}
      <div class="hidden-text" aria-live="polite">${this.crosshairText}</div>
      <slot></slot>
    `;
  }

  private get cursor(): string {
    const { tool } = this.state.view;
    if (!this.canDraw || this.spaceDown || tool === 'hand') {
      return 'hand';
    }
    return tool === 'brush' || tool === 'eraser' ? 'brush' : '';
  }

  private get crosshairText(): string {
    const { at } = this.keys;
    return at === null
      ? ''
      : this.t('stage.crosshair', { x: Math.round(at[0]), y: Math.round(at[1]) });
  }

  private onMove(event: PointerEvent): void {
    this.hover =
      event.pointerType === 'touch' ? null : this.toImage(this.gestures.viewPointOf(event));
    this.gestures.move(event);
    this.overlay.request();
  }

  private onLeave(): void {
    this.hover = null;
    this.overlay.request();
  }

  private measure(): void {
    this.view.setStage({ width: this.clientWidth, height: this.clientHeight });
    this.changedView();
  }

  private changedView(): void {
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('stage-view', { bubbles: true, composed: true }));
  }

  private scene(): SceneWithoutMask | null {
    if (this.state.session === null) {
      return null;
    }
    const { draft, answer } = this.state.selection;
    const drawing = this.live?.kind === 'stroke' ? [this.live.stroke] : [];
    const known = answer?.input?.strokes?.length ?? 0;
    const shown = canSelect(this.state);
    return {
      viewport: this.viewport,
      image: this.imageSize,
      strokes: shown ? [...draft.strokes.slice(known), ...drawing] : [],
      box: shown
        ? this.live?.kind === 'box'
          ? this.live.box
          : (this.keys.box ?? draft.box)
        : null,
      crosshair: this.keys.at,
      brush:
        this.cursor === 'brush' && this.hover !== null
          ? { at: this.hover, radius: this.state.view.brushRadius }
          : null,
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-stage': CbStage;
  }
}
