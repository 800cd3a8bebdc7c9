import type { StrokeInput } from 'chatbrush-client';
import type { Box, ImagePoint, Size } from '../../geometry/points';
import type { Viewport } from '../../geometry/viewport';
import { MASK_COLOUR } from './mask-layer';
import type { MaskLayer } from './mask-layer';
import { contextOf } from './canvas';

/** All that is drawn over the picture. Image space where nothing else is said. */
export interface OverlayScene {
  readonly viewport: Viewport;
  readonly image: Size;
  readonly mask: MaskLayer | null;
  /** Whether the mask is only what a click would select. */
  readonly faint: boolean;
  /** Whether the picture is being moved or zoomed. */
  readonly moving: boolean;
  /** Strokes that the mask does not hold yet. */
  readonly strokes: readonly StrokeInput[];
  readonly box: Box | null;
  /** An area that is being drawn. */
  readonly line: readonly (readonly [x: number, y: number])[];
  /** Whether its points were placed one by one. */
  readonly cornered: boolean;
  readonly crosshair: ImagePoint | null;
  readonly brush: { readonly at: ImagePoint; readonly radius: number } | null;
  /** 0..1, how far the dashes have moved along. */
  readonly phase: number;
}

const AREA_ALPHA = 0.42;
const FAINT_ALPHA = 0.26;
const DASH = 5;
const COLOUR = `rgb(${MASK_COLOUR.join(' ')})`;

/** Draws the scene on a canvas of `view` CSS pixels at the given device ratio. */
export class OverlayPainter {
  /** The area is put together apart, so that strokes and mask have one even colour. */
  private readonly layer = document.createElement('canvas');

  paint(canvas: HTMLCanvasElement, view: Size, ratio: number, scene: OverlayScene): void {
    resize(canvas, view, ratio);
    const context = contextOf(canvas);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    this.paintArea(context, view, ratio, scene);
    toImageSpace(context, ratio, scene.viewport);
    const hair = 1 / scene.viewport.scale;
    if (scene.mask !== null && !scene.moving) {
      if (scene.faint) {
        paintFaintOutline(context, scene.mask.outline, hair);
      } else {
        paintAnts(context, scene.mask.outline, hair, scene.phase);
      }
    }
    if (scene.box !== null) {
      paintBox(context, scene.box, hair);
    }
    if (scene.line.length > 0) {
      paintLine(context, scene.line, scene.cornered, hair);
    }
    if (scene.brush !== null) {
      paintBrush(context, scene.brush.at, scene.brush.radius, hair);
    }
    if (scene.crosshair !== null) {
      paintCrosshair(context, scene.crosshair, scene.image, hair);
    }
  }

  private paintArea(
    context: CanvasRenderingContext2D,
    view: Size,
    ratio: number,
    scene: OverlayScene,
  ): void {
    if (scene.mask === null && scene.strokes.length === 0) {
      return;
    }
    if (scene.strokes.length === 0) {
      context.globalAlpha = scene.faint ? FAINT_ALPHA : AREA_ALPHA;
      toImageSpace(context, ratio, scene.viewport);
      paintMask(context, scene);
      context.globalAlpha = 1;
      return;
    }
    resize(this.layer, view, ratio);
    const layer = contextOf(this.layer);
    layer.setTransform(1, 0, 0, 1, 0, 0);
    layer.clearRect(0, 0, this.layer.width, this.layer.height);
    toImageSpace(layer, ratio, scene.viewport);
    layer.beginPath();
    layer.rect(0, 0, scene.image.width, scene.image.height);
    layer.save();
    layer.clip();
    paintMask(layer, scene);
    for (const stroke of scene.strokes) {
      paintStroke(layer, stroke);
    }
    layer.restore();
    context.globalAlpha = scene.faint ? FAINT_ALPHA : AREA_ALPHA;
    context.drawImage(this.layer, 0, 0);
    context.globalAlpha = 1;
  }
}

function paintMask(context: CanvasRenderingContext2D, scene: OverlayScene): void {
  if (scene.mask !== null) {
    const { area, step } = scene.mask;
    context.imageSmoothingEnabled = scene.viewport.scale * step < 2;
    context.drawImage(area, 0, 0, area.width * step, area.height * step);
  }
}

function resize(canvas: HTMLCanvasElement, view: Size, ratio: number): void {
  const width = Math.max(1, Math.round(view.width * ratio));
  const height = Math.max(1, Math.round(view.height * ratio));
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
}

function toImageSpace(context: CanvasRenderingContext2D, ratio: number, viewport: Viewport): void {
  const scale = viewport.scale * ratio;
  context.setTransform(scale, 0, 0, scale, viewport.offsetX * ratio, viewport.offsetY * ratio);
}

function paintStroke(context: CanvasRenderingContext2D, stroke: StrokeInput): void {
  context.globalCompositeOperation = stroke.erase ? 'destination-out' : 'source-over';
  context.fillStyle = COLOUR;
  context.strokeStyle = COLOUR;
  context.lineWidth = stroke.radius * 2;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  stroke.points.forEach(([x, y], index) => {
    if (index === 0) {
      context.moveTo(x, y);
    }
    // A line of no length still shows its round caps: a dot.
    context.lineTo(x, y);
  });
  if (stroke.fill) {
    context.fill('evenodd');
  } else {
    context.stroke();
  }
}

/** Dark below, white dashes above: seen on any picture. */
function paintAnts(
  context: CanvasRenderingContext2D,
  path: Path2D,
  hair: number,
  phase: number,
): void {
  context.lineJoin = 'round';
  context.lineWidth = 2.4 * hair;
  context.strokeStyle = 'rgb(20 10 40 / 75%)';
  context.setLineDash([]);
  context.stroke(path);
  context.lineWidth = 1.4 * hair;
  context.strokeStyle = '#fff';
  context.setLineDash([DASH * hair, DASH * hair]);
  context.lineDashOffset = -phase * DASH * 2 * hair;
  context.stroke(path);
  context.setLineDash([]);
}

/** Still and thin: what a click would select is not selected yet. */
function paintFaintOutline(context: CanvasRenderingContext2D, path: Path2D, hair: number): void {
  context.globalAlpha = 0.8;
  strokeOnAnything(context, path, hair);
  context.globalAlpha = 1;
}

/** White on a wider dark line: seen on any picture. */
function strokeOnAnything(context: CanvasRenderingContext2D, path: Path2D, hair: number): void {
  context.lineWidth = 3 * hair;
  context.strokeStyle = 'rgb(0 0 0 / 45%)';
  context.stroke(path);
  context.lineWidth = 1.4 * hair;
  context.strokeStyle = '#fff';
  context.stroke(path);
}

function paintBox(context: CanvasRenderingContext2D, box: Box, hair: number): void {
  const path = new Path2D();
  path.rect(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
  context.fillStyle = 'rgb(255 255 255 / 8%)';
  context.fill(path);
  strokeOnAnything(context, path, hair);
}

function paintLine(
  context: CanvasRenderingContext2D,
  line: readonly (readonly [x: number, y: number])[],
  cornered: boolean,
  hair: number,
): void {
  const path = new Path2D();
  line.forEach(([x, y]) => path.lineTo(x, y));
  context.fillStyle = 'rgb(255 255 255 / 8%)';
  context.fill(path);
  strokeOnAnything(context, path, hair);
  if (cornered) {
    const dots = new Path2D();
    line.forEach(([x, y]) => dots.rect(x - 3 * hair, y - 3 * hair, 6 * hair, 6 * hair));
    context.fillStyle = '#fff';
    context.fill(dots);
  }
}

function paintBrush(
  context: CanvasRenderingContext2D,
  at: ImagePoint,
  radius: number,
  hair: number,
): void {
  const path = new Path2D();
  path.arc(at[0], at[1], radius, 0, Math.PI * 2);
  strokeOnAnything(context, path, hair);
}

function paintCrosshair(
  context: CanvasRenderingContext2D,
  at: ImagePoint,
  image: Size,
  hair: number,
): void {
  const path = new Path2D();
  path.moveTo(0, at[1]);
  path.lineTo(image.width, at[1]);
  path.moveTo(at[0], 0);
  path.lineTo(at[0], image.height);
  path.moveTo(at[0] + 7 * hair, at[1]);
  path.arc(at[0], at[1], 7 * hair, 0, Math.PI * 2);
  strokeOnAnything(context, path, hair);
}
