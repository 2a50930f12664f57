import type { DeviceKind } from "./preferredDevice.js";
import type { Remedy } from "../messages/userError.js";
import type { Range } from "./range.js";
import { type Message, verbatim } from "../messages/message.js";

/** What an engine can do here, and if it cannot be used, why and what would help. */
export interface EngineReport {
  readonly id: string;
  readonly title: string;
  readonly available: boolean;
  /** The library's version, empty if unknown. */
  readonly version: string;
  /** The device's name, empty if unavailable; speeds are remembered by it. */
  readonly device: string;
  /** The name in a person's words, where a part of it is no name. */
  readonly deviceSaid?: Message;
  /** Null if unavailable. */
  readonly deviceKind: DeviceKind | null;
  /** Why it can or cannot be used, one sentence. */
  readonly reason: Message;
  /** What would make it available, one sentence; empty if nothing is needed. */
  readonly action: Message;
  /** What best helps where it is unavailable; another engine if left out. */
  readonly remedy?: Remedy;
  /** Multiply-adds, forward, of the examples that such a device usually trains in a second. */
  readonly typicalRate?: Range;
  /** Besides float32, what it can train in here without a loss that is scaled; none if left out. */
  readonly otherPrecisions?: readonly "mixed_bfloat16"[];
  /** What a set-up would make of it; left out where that would change nothing or cannot work here. */
  readonly upgrade?: EngineUpgrade;
}

/** An engine as it would be after its set-up. */
export interface EngineUpgrade {
  readonly device: string;
  /** As of a report. */
  readonly deviceSaid?: Message;
  readonly typicalRate: Range;
  /** Whether the set-up is that of the build for NVIDIA's GPUs. */
  readonly cuda: boolean;
}

/** What a few training steps on an engine gave, next to an independent reference. */
export interface EngineVerification {
  readonly isCorrect: boolean;
  /** The largest relative deviation; null where the steps could not be taken. */
  readonly deviation: number | null;
  readonly seconds: number | null;
  /** Why the steps could not be taken; null where they could. */
  readonly error: Message | null;
}

export interface EngineCheck extends EngineReport {
  /** Null where the engine is not available. */
  readonly verification: EngineVerification | null;
}

/** What a device is called on a screen. */
export function deviceSaidOf({
  device,
  deviceSaid,
}: Pick<EngineReport, "device" | "deviceSaid">): Message {
  return deviceSaid ?? verbatim(device);
}
