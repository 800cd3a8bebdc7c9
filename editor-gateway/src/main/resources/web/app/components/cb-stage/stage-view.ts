import type { Size, ViewPoint } from '../../geometry/points';
import { viewPoint } from '../../geometry/points';
import { fit, IDENTITY, keepInSight, zoomTo } from '../../geometry/viewport';
import type { Insets, Viewport } from '../../geometry/viewport';

const ZOOM_STEP = 1.25;
const NARROW = 700;
const WIDE_INSETS: Insets = { top: 28, right: 28, bottom: 84, left: 84 };
const NARROW_INSETS: Insets = { top: 58, right: 14, bottom: 138, left: 14 };
/** A phone that lies on its side: the picture goes below what floats, or it would be a stamp. */
const SHORT = 420;
const SHORT_INSETS: Insets = { top: 12, right: 14, bottom: 76, left: 14 };

/** Where the picture lies on the stage. Fits the window until the person zooms or pans. */
export class StageView {
  private current: Viewport = IDENTITY;
  private stage: Size = { width: 1, height: 1 };
  private image: Size = { width: 1, height: 1 };
  private followsWindow = true;

  get viewport(): Viewport {
    return this.current;
  }

  get stageSize(): Size {
    return this.stage;
  }

  get imageSize(): Size {
    return this.image;
  }

  /** A picture of another size is fitted anew; the next version of the same one stays in place. */
  setImage(image: Size): void {
    if (image.width !== this.image.width || image.height !== this.image.height) {
      this.image = image;
      this.zoom('fit');
    }
  }

  setStage(stage: Size): void {
    this.stage = stage;
    this.current = this.followsWindow
      ? this.fitted()
      : keepInSight(this.current, this.image, this.stage);
  }

  move(viewport: Viewport): void {
    this.followsWindow = false;
    this.current = keepInSight(viewport, this.image, this.stage);
  }

  zoom(to: 'fit' | 'actual' | 'in' | 'out'): void {
    if (to === 'fit') {
      this.followsWindow = true;
      this.current = this.fitted();
      return;
    }
    const { scale } = this.current;
    const next = to === 'actual' ? 1 : to === 'in' ? scale * ZOOM_STEP : scale / ZOOM_STEP;
    this.move(zoomTo(this.current, next, this.middle, this.fitted().scale));
  }

  private get middle(): ViewPoint {
    return viewPoint(this.stage.width / 2, this.stage.height / 2);
  }

  private fitted(): Viewport {
    const { width, height } = this.stage;
    const upright = width < NARROW ? NARROW_INSETS : WIDE_INSETS;
    return fit(this.image, this.stage, height < SHORT ? SHORT_INSETS : upright);
  }
}
