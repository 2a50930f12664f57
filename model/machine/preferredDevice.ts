/** What an engine computes on; `software` is a GPU's place taken by a program, which is slow. */
export const deviceKinds = ["gpu", "cpu", "software"] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** A GPU before the processor; a GPU in software is taken only by name. */
export const preferredKinds: readonly DeviceKind[] = ["gpu", "cpu"];

/** What `auto` trains on: of reports in the order of the engines the best one, if any can be used. */
export function preferredOf<Report extends { readonly deviceKind: DeviceKind | null }>(
  reports: readonly Report[],
): Report | undefined {
  return preferredKinds
    .map((kind) => reports.find(({ deviceKind }) => deviceKind === kind))
    .find((report) => report !== undefined);
}
