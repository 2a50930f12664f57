import { webAssembly, pageBytes, type Kernel, type KernelModule } from "./webAssembly.js";

/** Rows of one matrix, [rows, length]. */
export interface Rows {
  readonly count: number;
  readonly length: number;
  readonly values: Float32Array;
}

/** Products of rows `from` to before `end` with those of the block, [rows, columns of the block]. */
export interface ProductsOfBlock {
  readonly first: number;
  readonly end: number;
  readonly columns: number;
  /** Overwritten by the next. */
  readonly values: Float32Array;
}

/** A tile of the kernel is six rows by eight columns. */
const [tileRows, tileColumns] = [6, 8];
/** Bytes of a block, and of its products with a run of rows: each lies in the processor's cache. */
const [blockBytes, productBytes] = [1 << 20, 1 << 19];
const floatBytes = 4;

/**
 * Multiplies rows with rows, by the kernel that convolutions are computed with. Only products of a row with itself and
 * rows before it are asked for: the others are the same.
 */
export class RowProducts {
  readonly columns: number;
  private readonly runRows: number;
  private readonly multiply: Kernel;
  private readonly floats: Float32Array;
  private readonly addresses: Int32Array;
  private readonly places: Readonly<Record<"rows" | "block" | "products" | "tables", number>>;

  constructor(
    module: KernelModule,
    private readonly rows: Rows,
  ) {
    const { count, length } = rows;
    const fitting = Math.floor(blockBytes / (length * tileColumns * floatBytes));
    this.columns = Math.max(1, Math.min(32, fitting)) * tileColumns;
    const most = Math.floor(productBytes / (this.columns * floatBytes));
    this.runRows = Math.max(1, Math.floor(most / tileRows)) * tileRows;
    // What lies below belongs to the kernels.
    const placed = { rows: pageBytes, block: 0, products: 0, tables: 0 };
    placed.block = aligned(placed.rows + count * length * floatBytes);
    placed.products = aligned(placed.block + this.columns * length * floatBytes);
    placed.tables = aligned(placed.products + this.runRows * this.columns * floatBytes);
    const bytes = placed.tables + 2 * this.runRows * floatBytes;
    const pages = Math.ceil(bytes / pageBytes);
    const memory = new webAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    const abort = (): never => {
      throw new Error("A kernel gave up.");
    };
    const { exports } = new webAssembly.Instance(module, { env: { memory, abort } });
    // SAFETY: the build exports this kernel.
    this.multiply = exports["multiplyPatches"] as Kernel;
    this.floats = new Float32Array(memory.buffer);
    this.addresses = new Int32Array(memory.buffer);
    this.places = placed;
    this.floats.set(rows.values, placed.rows / floatBytes);
  }

  /** Products of the block of rows that begins at `first` with itself and all rows behind it, run after run. */
  *ofBlock(first: number): Generator<ProductsOfBlock> {
    const columns = Math.min(this.columns, this.rows.count - first);
    this.packBlock(first, columns);
    for (let begin = first; begin < this.rows.count; begin += this.runRows) {
      const end = Math.min(begin + this.runRows, this.rows.count);
      yield { first: begin, end, columns, values: this.product(begin, end, columns) };
    }
  }

  /** In panels of eight columns, as the kernel reads weights; what is past the block's end is 0. */
  private packBlock(first: number, columns: number): void {
    const { length } = this.rows;
    const [from, to] = [this.places.rows / floatBytes, this.places.block / floatBytes];
    this.floats.fill(0, to, to + this.columns * length);
    for (let column = 0; column < columns; column++) {
      const panel = Math.floor(column / tileColumns);
      const own = to + panel * length * tileColumns + (column % tileColumns);
      const row = from + (first + column) * length;
      for (let place = 0; place < length; place++) {
        this.floats[own + place * tileColumns] = this.floats[row + place] ?? NaN;
      }
    }
  }

  private product(begin: number, end: number, columns: number): Float32Array {
    const { length, count } = this.rows;
    const { rows, block, products, tables } = this.places;
    const rowBytes = length * floatBytes;
    const targets = tables + this.runRows * floatBytes;
    const tiles = Math.ceil((end - begin) / tileRows);
    for (let row = 0; row < tiles * tileRows; row++) {
      // A tile reads six rows, also where it stores fewer.
      this.addresses[tables / floatBytes + row] =
        rows + Math.min(begin + row, count - 1) * rowBytes;
      this.addresses[targets / floatBytes + row] = products + row * columns * floatBytes;
    }
    const window = [1, 1, length, rowBytes, rowBytes] as const;
    const panelBytes = rowBytes * tileColumns;
    this.multiply(
      ...[end - begin, 1, tables, targets, ...window],
      ...[block, panelBytes, columns, 0, 0],
    );
    const from = products / floatBytes;
    return this.floats.subarray(from, from + (end - begin) * columns);
  }
}

/** To a whole cache line. */
function aligned(address: number): number {
  return Math.ceil(address / 64) * 64;
}
