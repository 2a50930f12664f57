/** A rectangle in scene units: the picture's own coordinates, before zoom. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function centerX({ x, width }: Box): number {
  return x + width / 2;
}

export function centerY({ y, height }: Box): number {
  return y + height / 2;
}

/** The box that reaches around the middle of a point on its left edge. */
export function boxAround(x: number, middle: number, width: number, height: number): Box {
  return { x, y: middle - height / 2, width, height };
}

export function moved(box: Box, dx: number, dy: number): Box {
  return { ...box, x: box.x + dx, y: box.y + dy };
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
