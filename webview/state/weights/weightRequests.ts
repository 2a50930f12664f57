import { signal, type ReadonlySignal } from "@preact/signals-core";
import type { NodeId } from "../../../model/network/spec.js";
import { errorText } from "../../host/errorText.js";
import type { LayerWeights } from "../../../model/run/layerWeights.js";
import { checkWeights, noWeights, type WeightState } from "./weightState.js";

/**
 * Reads the weights of one layer, and again when asked to, with never more than one request under way: what is asked
 * for meanwhile is read once, after the answer.
 */
export class WeightRequests {
  private readonly current = signal<WeightState>(noWeights);
  private wanted: NodeId | null = null;
  private isReading = false;
  private isStale = false;

  constructor(private readonly read: (nodeId: NodeId) => Promise<LayerWeights | null>) {}

  get state(): ReadonlySignal<WeightState> {
    return this.current;
  }

  /** The layer to show from now on; null for none. The same layer again changes nothing. */
  want(nodeId: NodeId | null): void {
    if (nodeId === this.wanted) return;
    this.wanted = nodeId;
    this.current.value = nodeId === null ? noWeights : { kind: "reading", nodeId };
    this.refresh();
  }

  /** Reads the wanted layer anew; what was read before stays until then. */
  refresh(): void {
    if (this.wanted === null) return;
    if (this.isReading) this.isStale = true;
    else void this.readOnce(this.wanted);
  }

  private async readOnce(nodeId: NodeId): Promise<void> {
    this.isReading = true;
    this.isStale = false;
    const answer = await this.ask(nodeId);
    this.isReading = false;
    const isWanted = nodeId === this.wanted;
    if (isWanted) this.current.value = answer;
    if (!isWanted || this.wasAskedMeanwhile()) this.refresh();
  }

  private wasAskedMeanwhile(): boolean {
    return this.isStale;
  }

  private async ask(nodeId: NodeId): Promise<WeightState> {
    try {
      const reading = await this.read(nodeId);
      return reading === null
        ? { kind: "absent", nodeId }
        : { kind: "read", nodeId, weights: checkWeights(reading) };
    } catch (error) {
      return { kind: "failed", nodeId, message: errorText(error) };
    }
  }
}
