/** Rows of a register tile; a table of addresses ends with as many copies of its last entry less one. */
const tileRows = 6;

/**
 * Writes the address of every position of every example to `table`, in order, so that the products
 * below need not know how maps are laid out.
 */
export function positions(
  n: i32,
  base: usize,
  imageStride: i32,
  rowStride: i32,
  pixelStride: i32,
  height: i32,
  width: i32,
  table: usize,
): void {
  let place: usize = base;
  for (let example = 0; example < n; example++) {
    const image = base + <usize>example * imageStride;
    for (let y = 0; y < height; y++) {
      place = image + <usize>y * rowStride;
      for (let x = 0; x < width; x++) {
        store<usize>(table, place);
        table += sizeof<usize>();
        place += pixelStride;
      }
    }
  }
  place -= pixelStride;
  for (let copy = 1; copy < tileRows; copy++) {
    store<usize>(table, place);
    table += sizeof<usize>();
  }
}
