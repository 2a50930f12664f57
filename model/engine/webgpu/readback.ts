import { bytesOf, type Compute, type Tensor } from "./compute.js";

/** Copies of tensors where the processor reads them, brought over in one go and without waiting idly. */
export class Readback {
  private buffer: GPUBuffer | undefined;
  private content = new ArrayBuffer();
  private readonly places = new Map<string, { readonly offset: number; readonly bytes: number }>();

  constructor(private readonly compute: Compute) {}

  /** Ends what was captured before. */
  async capture(tensors: ReadonlyMap<string, Tensor>): Promise<void> {
    this.places.clear();
    let offset = 0;
    for (const [id, tensor] of tensors) {
      const bytes = bytesOf(tensor);
      this.places.set(id, { offset, bytes });
      offset += bytes;
    }
    const buffer = this.bufferOf(offset);
    this.compute.submit([...tensors.values()], buffer);
    await buffer.mapAsync(GPUMapMode.READ);
    this.content = buffer.getMappedRange();
  }

  /** A copy of one of the tensors. */
  read(id: string): Float32Array {
    const place = this.places.get(id);
    if (place === undefined) throw new Error(`No copy of ${id}.`);
    return new Float32Array(this.content.slice(place.offset, place.offset + place.bytes));
  }

  close(): void {
    this.buffer?.destroy();
    this.buffer = undefined;
  }

  /** Unmapped, and of at least so many bytes. */
  private bufferOf(bytes: number): GPUBuffer {
    if (this.buffer !== undefined && this.buffer.size >= bytes) {
      this.buffer.unmap();
      return this.buffer;
    }
    this.close();
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    this.buffer = this.compute.createBuffer(bytes, usage);
    return this.buffer;
  }
}
