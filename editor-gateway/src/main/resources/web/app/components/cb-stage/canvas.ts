import { known } from '../shared/known';

export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  return known(canvas.getContext('2d'), 'a 2d context');
}
