/** How a machine is used. It decides how fast a run is and, through the order of sums, the last digits of its numbers. */
export interface MachineSettings {
  /** Processor threads that compute; null for as many as there are. */
  readonly threads: number | null;
  /** TensorFlow compiles its graphs with XLA. */
  readonly xla: boolean;
  /** TensorFlow takes a GPU's memory as it needs it, not all of it at the start. */
  readonly memoryGrowth: boolean;
}

export const defaultMachine: MachineSettings = { threads: null, xla: false, memoryGrowth: true };
