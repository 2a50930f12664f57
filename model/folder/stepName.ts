/** How a file is named that is of a step, so that names stand in the order of their steps. */
export function nameOfStep(step: number, ending: string): string {
  return `step-${String(step).padStart(8, "0")}.${ending}`;
}

/** The step in such a name; null for any other name, and for one that no whole number told apart from the next has. */
export function stepInName(name: string, ending: string): number | null {
  const [, digits, rest] = /^step-(\d{8,15})\.(.+)$/u.exec(name) ?? [];
  return digits === undefined || rest !== ending ? null : Number(digits);
}
