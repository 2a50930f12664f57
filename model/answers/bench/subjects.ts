import path from "node:path";
import type { DeviceKind } from "../../machine/preferredDevice.js";
import type { EngineReport } from "../../machine/engineReport.js";
import type { NetworkSpec } from "../../network/spec.js";
import { precisions, type Precision, type RunConfig } from "../../run/config.js";

/** Something that is measured: a command that prints one measurement as JSON. */
export interface Subject {
  readonly id: string;
  readonly title: string;
  readonly isPeer: boolean;
  readonly precision: Precision;
  /** What our engine computes on; null for a peer. */
  readonly deviceKind: DeviceKind | null;
  readonly command: string;
  readonly args: readonly string[];
  /** Where it runs; this process's folder if left out. */
  readonly directory?: string;
}

function precisionsOf({ id, deviceKind }: EngineReport): readonly Precision[] {
  if (id !== "tensorflow") return ["float32"];
  // Processors compute float16 in a slow way.
  return deviceKind === "gpu" ? precisions : ["float32", "mixed_bfloat16"];
}

/** The command line of ours, run with Node: each turn is a process of its own. */
export interface OwnProgram extends Pick<RunConfig, "network" | "inputSize"> {
  readonly script: string;
  /** The folder of the data set's files. */
  readonly data: string;
}

/** Our engines that are available on a real device, in every precision that each can. */
export function engineSubjects(
  reports: readonly EngineReport[],
  { script, data, network, inputSize }: OwnProgram,
): readonly Subject[] {
  return reports
    .filter(({ deviceKind }) => deviceKind === "gpu" || deviceKind === "cpu")
    .flatMap((report) => {
      const { id, title, deviceKind } = report;
      return precisionsOf(report).map((precision) => ({
        id: `${id}/${precision}`,
        title: `${title}, ${precision}`,
        isPeer: false,
        precision,
        deviceKind,
        command: process.execPath,
        args: [script, "bench-engine", id, precision, data, network, inputSize.join("x")],
      }));
    });
}

interface Peer {
  /** The Python package that it needs. */
  readonly needs: string;
  readonly program: string;
  readonly variants: readonly {
    readonly id: string;
    readonly title: string;
    readonly precision: Precision;
    /** Worth trying only where the batch is so small that threads do not pay within an operation. */
    readonly forSmallBatches?: true;
  }[];
}

/** The largest batch that counts as small. */
const smallBatch = 16;

/** Each in the settings that are known to be good for it; the best one counts. */
export const peers: readonly Peer[] = [
  {
    needs: "torch",
    program: "torchPeer.py",
    variants: [
      { id: "nchw", title: "PyTorch eager, NCHW", precision: "float32" },
      { id: "channels_last", title: "PyTorch eager, channels_last", precision: "float32" },
      { id: "bfloat16", title: "PyTorch channels_last, bfloat16", precision: "mixed_bfloat16" },
      {
        id: "nchw+one_thread",
        title: "PyTorch eager, NCHW, one thread",
        precision: "float32",
        forSmallBatches: true,
      },
    ],
  },
  {
    needs: "tensorflow",
    program: "tensorflowPeer.py",
    variants: [
      { id: "function", title: "Python TensorFlow, tf.function", precision: "float32" },
      {
        id: "bfloat16",
        title: "Python TensorFlow, rewriter's bfloat16",
        precision: "mixed_bfloat16",
      },
      {
        id: "function+side_by_side",
        title: "Python TensorFlow, operations side by side",
        precision: "float32",
        forSmallBatches: true,
      },
      {
        id: "bfloat16+side_by_side",
        title: "Python TensorFlow, bfloat16, operations side by side",
        precision: "mixed_bfloat16",
        forSmallBatches: true,
      },
    ],
  },
];

export interface PeerSettings {
  readonly python: string;
  /** Of their programs; they run in it, so that Python finds no module in a folder of somebody else. */
  readonly folder: string;
  /** Of the data set's files. */
  readonly data: string;
  readonly spec: NetworkSpec;
  readonly batchSize: number;
}

/** The peers whose package `has` knows. */
export function peerSubjects(
  { python, folder, data, spec, batchSize }: PeerSettings,
  has: (needed: string) => boolean,
): readonly Subject[] {
  const isWorthTrying = (variant: Peer["variants"][number]): boolean =>
    variant.forSmallBatches !== true || batchSize <= smallBatch;
  return peers
    .filter(({ needs }) => has(needs))
    .flatMap(({ needs, program, variants }) =>
      variants.filter(isWorthTrying).map(({ id, title, precision }) => ({
        id: `${needs}/${id}`,
        title,
        isPeer: true,
        precision,
        deviceKind: null,
        command: python,
        args: [path.join(folder, program), id, data, JSON.stringify(spec)],
        directory: folder,
      })),
    );
}
