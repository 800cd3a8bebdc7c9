import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { ImagePoint, ViewPoint } from '../../geometry/points';
import { toImage } from '../../geometry/viewport';
import type { Viewport } from '../../geometry/viewport';
import type { Command } from '../../control/commands';
import { canSelect, shownRevision } from '../../state/selectors';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { stageStyles } from './cb-stage.styles';
import { findStyles } from './finds.styles';
import { findTemplates } from './finds';
import type { GestureHost } from './gesture-host';
import { LassoCorners } from './lasso-corners';
import type { LiveDrawing } from './live-drawing';
import { markerPlaces, markerTemplates } from './markers';
import { planeTemplate } from './plane';
import { RestingPointer } from './resting-pointer';
import { StageGestures } from './stage-gestures';
import { StageOverlay } from './stage-overlay';
import type { SceneWithoutMask } from './stage-overlay';
import { StageKeys } from './stage-keys';
import { cursorOf, lookPoint } from './stage-pointer';
import { sceneOf } from './stage-scene';
import { splitTemplate } from './split';
import { StageView } from './stage-view';
import { tagTemplate } from './tag';

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
  private readonly resting = new RestingPointer((at) => this.look(at));
  readonly corners = new LassoCorners(this, () => this.overlay.request());

  @query('.surface') private surface!: HTMLElement;
  @query('canvas') private canvas!: HTMLCanvasElement | null;

  @state() private spaceDown = false;
  /** The version whose own picture is there. */
  @state() private loaded: number | null = null;

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
    if (!this.canDraw || this.state.view.tool !== 'lasso') {
      this.corners.drop('all');
    }
  }

  protected override firstUpdated(): void {
    this.gestures = new StageGestures(this.surface, this);
    this.surface.addEventListener('wheel', (event) => this.gestures.wheel(event), {
      passive: false,
    });
  }

  protected override updated(): void {
    const { answer, look } = this.state.selection;
    this.overlay.show(canSelect(this.state) ? answer : null, this.canDraw ? look : null);
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
    return markerPlaces(this.state, this.viewport, this.live);
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
        ${planeTemplate(this.state, this.t, this.viewport, this.loaded, this.onLoaded)}
      </div>
      <canvas aria-hidden="true"></canvas>
      ${this.canDraw ? markerTemplates(this.state, this.t, this.markers, this.emit.bind(this)) : nothing}
      ${
        this.canDraw
          ? findTemplates(this.state.chat.choice, this.t, this.viewport, this.emit.bind(this))
          : nothing
      }
      ${splitTemplate(this.state, this.t, this.viewport, this.emit.bind(this))}
      ${tagTemplate(this.state, this.t, this.emit.bind(this))}
      <div class="hidden-text" aria-live="polite">${this.crosshairText}</div>
      <slot></slot>
    `;
  }

  private get cursor(): string {
    return cursorOf(this.state, this.canDraw, this.spaceDown);
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
    this.resting.moved(event.buttons === 0 ? this.hover : null);
    this.overlay.request();
  }

  private readonly onLoaded = (): void => {
    this.loaded = shownRevision(this.state)?.number ?? null;
  };

  private onLeave(): void {
    this.hover = null;
    this.resting.moved(null);
    this.overlay.request();
  }

  /** Shows what a click there would select. */
  private look(at: ImagePoint | null): void {
    this.emit({
      kind: 'look',
      point: lookPoint(this.state, this.canDraw, at, this.imageSize),
    });
  }

  private measure(): void {
    this.view.setStage({ width: this.clientWidth, height: this.clientHeight });
    this.changedView();
  }

  private changedView(): void {
    this.overlay.moving();
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('stage-view', { bubbles: true, composed: true }));
  }

  private scene(): SceneWithoutMask | null {
    return this.state.session === null
      ? null
      : sceneOf(this.state, {
          viewport: this.viewport,
          image: this.imageSize,
          live: this.live,
          corners: this.corners.points,
          hover: this.hover,
          crosshair: this.keys.at,
          keyBox: this.keys.box,
          paints: this.cursor === 'brush',
        });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-stage': CbStage;
  }
}
