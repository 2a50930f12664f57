import { effect, signal, type ReadonlySignal } from "@preact/signals-core";
import { errorText } from "../../host/errorText.js";
import type { AskRun } from "../../host/runQuestions.js";
import type { RunStore } from "../runStore.js";
import { noContribution, type ContributionState } from "./contributionState.js";

/** Asks what each path of the shown run's network gives, where a person wants to know; it takes a while. */
export class Contributions {
  private readonly current = signal<ContributionState>(noContribution);
  private open: AbortController | null = null;

  constructor(private readonly askRun: AskRun) {}

  get state(): ReadonlySignal<ContributionState> {
    return this.current;
  }

  /** By so many examples of the test set at most. What is under way is given up for it. */
  async ask(examples: number): Promise<void> {
    this.open?.abort();
    const controller = new AbortController();
    this.open = controller;
    this.current.value = { kind: "asking", done: 0, of: 0 };
    const tell = (state: ContributionState): void => {
      if (this.open === controller) this.current.value = state;
    };
    try {
      const answer = await this.askRun("contribution", examples, {
        signal: controller.signal,
        reach: (done, of) => {
          tell({ kind: "asking", done, of });
        },
      });
      tell(answer === null ? { kind: "absent" } : { kind: "known", answer });
    } catch (error) {
      tell({ kind: "failed", message: errorText(error) });
    }
  }

  /** Takes the question back, and forgets what is known. */
  forget(): void {
    this.open?.abort();
    this.open = null;
    this.current.value = noContribution;
  }
}

/** Of another run, or of another network, it says nothing; returns what ends that. */
export function forgetWithRun(
  contributions: Contributions,
  { run, network }: Pick<RunStore, "run" | "network">,
): () => void {
  let known: unknown;
  return effect(() => {
    const now = `${run.value.started?.runId ?? ""} ${network.value?.id ?? ""}`;
    if (known !== undefined && known !== now) contributions.forget();
    known = now;
  });
}
