import type { NodeId } from "../network/spec.js";
import type { ElementType, Value, ValueId } from "./operations.js";
import type { TrainingProgram } from "./program.js";

const nothing = { values: new Map(), ownerOf: new Map() };

/** The values of a program while it is written; a name is given once. */
export class ValueTable {
  private readonly values: Map<ValueId, Value>;
  private readonly owners: Map<ValueId, NodeId>;
  private owner: NodeId | undefined;

  /** Goes on from the values of a program that stands. */
  constructor({ values, ownerOf }: Pick<TrainingProgram, "values" | "ownerOf"> = nothing) {
    this.values = new Map(values);
    this.owners = new Map(ownerOf);
  }

  get all(): ReadonlyMap<ValueId, Value> {
    return this.values;
  }

  /** Whose work it is to compute a value: a computing node's, or nobody's. */
  get ownerOf(): ReadonlyMap<ValueId, NodeId> {
    return this.owners;
  }

  /** The values that `write` adds are the work of this node. */
  ownedBy(node: NodeId | undefined, write: () => void): void {
    this.owner = node;
    write();
    this.owner = undefined;
  }

  perExample(id: ValueId, shape: readonly number[], type: ElementType = "float32"): ValueId {
    return this.add({ id, shape, type, perExample: true });
  }

  fixed(id: ValueId, shape: readonly number[], type: ElementType = "float32"): ValueId {
    return this.add({ id, shape, type, perExample: false });
  }

  /** A new value of the shape of another. */
  like(id: ValueId, other: ValueId): ValueId {
    return this.add({ ...this.get(other), id });
  }

  get(id: ValueId): Value {
    const value = this.values.get(id);
    if (value === undefined) throw new Error(`No value is named ${id}.`);
    return value;
  }

  private add(value: Value): ValueId {
    if (this.values.has(value.id)) throw new Error(`Two values are named ${value.id}.`);
    this.values.set(value.id, value);
    if (this.owner !== undefined) this.owners.set(value.id, this.owner);
    return value.id;
  }
}
