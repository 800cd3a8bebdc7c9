import { LONG_PRESS_MILLIS, isDrag, markerAt } from '../../geometry/gesture';
import { distance, viewPoint } from '../../geometry/points';
import type { ViewPoint } from '../../geometry/points';
import { panBy, wheelFactor, zoomTo } from '../../geometry/viewport';
import type { GestureHost } from './gesture-host';
import { LassoPress } from './lasso-press';
import { MarkerPress, PanPress, PointPress, StrokePress } from './presses';
import type { Press } from './presses';
import { known } from '../shared/known';

const MIDDLE_BUTTON = 1;
const DOUBLE_CLICK_MILLIS = 400;
/** CSS pixels between the two clicks of a double click. */
const DOUBLE_CLICK_REACH = 8;

/** Turns pointer and wheel events into presses, pinches and zooming. */
export class StageGestures {
  private readonly pointers = new Map<number, ViewPoint>();
  private press: Press | null = null;
  private pressStart: ViewPoint = viewPoint(0, 0);
  private pressTime = -Infinity;
  private hold: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly surface: HTMLElement,
    private readonly host: GestureHost,
  ) {}

  down(event: PointerEvent): void {
    const at = this.viewPointOf(event);
    this.surface.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, at);
    clearTimeout(this.hold);
    if (this.pointers.size > 1) {
      this.press?.cancel();
      this.press = null;
      return;
    }
    this.press = this.pressFor(event, at);
    this.pressStart = at;
    this.pressTime = event.timeStamp;
    if (event.pointerType === 'touch') {
      this.hold = setTimeout(() => this.press?.held(), LONG_PRESS_MILLIS);
    }
  }

  move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (before === undefined) {
      return;
    }
    const at = this.viewPointOf(event);
    if (this.pointers.size === 2) {
      this.pinch(event.pointerId, before, at);
    }
    this.pointers.set(event.pointerId, at);
    if (this.press !== null) {
      if (isDrag(this.pressStart, at)) {
        clearTimeout(this.hold);
      }
      this.press.move(this.wayOf(event, at));
    }
  }

  up(event: PointerEvent): void {
    this.release(event, (press) => press.end());
  }

  cancel(event: PointerEvent): void {
    this.release(event, (press) => press.cancel());
  }

  /** Zooms at the pointer; Shift, and a wheel that turns sideways, moves the picture across. */
  wheel(event: WheelEvent): void {
    event.preventDefault();
    const { viewport } = this.host;
    const across = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!across || event.ctrlKey || event.metaKey) {
      const scale = viewport.scale * wheelFactor(event.deltaY, event.deltaMode);
      this.host.moveViewport(zoomTo(viewport, scale, this.viewPointOf(event)));
      return;
    }
    const delta = event.deltaX === 0 ? event.deltaY : event.deltaX;
    this.host.moveViewport(panBy(viewport, -delta * (event.deltaMode === 1 ? 16 : 1), 0));
  }

  viewPointOf(event: { clientX: number; clientY: number }): ViewPoint {
    const box = this.surface.getBoundingClientRect();
    return viewPoint(event.clientX - box.left, event.clientY - box.top);
  }

  private pressFor(event: PointerEvent, at: ViewPoint): Press | null {
    const { host } = this;
    const { tool } = host.state.view;
    const pans = event.button === MIDDLE_BUTTON || host.spaceHeld || tool === 'hand';
    if (pans || !host.canDraw) {
      return new PanPress(host, at);
    }
    const marker = markerAt(host.markers, at, event.pointerType === 'touch');
    if (marker >= 0 && event.button === 0 && (tool === 'point' || tool === 'box')) {
      // The second click of a double click must not take away what the first has placed.
      return new MarkerPress(host, marker, at, !this.isSecondClick(event, at));
    }
    switch (tool) {
      case 'brush':
      case 'eraser':
        // The right button turns the brush around, as it turns a click around.
        return new StrokePress(host, at, (tool === 'eraser') !== (event.button === 2));
      case 'lasso':
        return new LassoPress(host, at, event);
      case 'point':
        return new PointPress(host, at, event, true);
      case 'box':
        return new PointPress(host, at, event, event.button === 2);
    }
  }

  private isSecondClick(event: PointerEvent, at: ViewPoint): boolean {
    const soon = event.timeStamp - this.pressTime < DOUBLE_CLICK_MILLIS;
    return soon && distance(this.pressStart, at) <= DOUBLE_CLICK_REACH;
  }

  private release(event: PointerEvent, finish: (press: Press) => void): void {
    if (!this.pointers.delete(event.pointerId)) {
      return;
    }
    clearTimeout(this.hold);
    const press = this.press;
    this.press = null;
    if (press !== null) {
      finish(press);
    }
  }

  /** Two fingers: zoom by their distance, pan by their middle. */
  private pinch(movedId: number, before: ViewPoint, after: ViewPoint): void {
    const other = known([...this.pointers].find(([id]) => id !== movedId)?.[1], 'the other finger');
    const middleBefore = middle(before, other);
    const middleAfter = middle(after, other);
    const ratio = distance(after, other) / Math.max(distance(before, other), 1);
    const panned = panBy(
      this.host.viewport,
      middleAfter[0] - middleBefore[0],
      middleAfter[1] - middleBefore[1],
    );
    this.host.moveViewport(zoomTo(panned, panned.scale * ratio, middleAfter));
  }

  private wayOf(event: PointerEvent, at: ViewPoint): readonly ViewPoint[] {
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- not over plain HTTP
    const joined = event.getCoalescedEvents?.() ?? [];
    return joined.length > 0 ? joined.map((part) => this.viewPointOf(part)) : [at];
  }
}

function middle(a: ViewPoint, b: ViewPoint): ViewPoint {
  return viewPoint((a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
}
