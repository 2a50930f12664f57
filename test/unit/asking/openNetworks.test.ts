import { expect, it, vi } from "vitest";
import { OpenNetworks } from "../../../model/asking/openNetworks.js";
import type { Asked, OpenNetwork } from "../../../model/asking/trainedNetwork.js";

const asked = { images: { height: 8, width: 8, channels: 1 }, atOnce: 4 } as Asked;

function opening() {
  const sessions: { readonly engine: string; readonly close: () => void }[] = [];
  const open = new OpenNetworks((engine) => {
    const session = { engine, close: vi.fn() };
    sessions.push(session);
    return Promise.resolve({ session } as unknown as OpenNetwork);
  });
  return { open, sessions };
}

it("a session answers what is asked of its engine in its way, and of no other", async () => {
  const { open, sessions } = opening();
  const first = await open.of("one", asked);
  expect(await open.of("one", { ...asked })).toBe(first);
  const others: readonly [string, Asked][] = [
    ["another", asked],
    ["one", { ...asked, atOnce: 5 }],
    ["one", { ...asked, hasMasks: true }],
    ["one", { ...asked, slopesFor: ["a"] }],
    ["one", { ...asked, images: { ...asked.images, height: 9 } }],
  ];
  for (const [engine, each] of others) {
    expect(await open.of(engine, each)).not.toBe(first);
    expect(sessions.at(-1)?.engine).toBe(engine);
  }
  expect(sessions).toHaveLength(1 + others.length);
  await open.close();
  for (const { close } of sessions) expect(close).toHaveBeenCalledOnce();
  expect(await open.all()).toEqual([]);
});

it("a session that could not be opened is opened anew", async () => {
  let isBroken = true;
  const open = new OpenNetworks(() =>
    isBroken ? Promise.reject(new Error("no memory")) : Promise.resolve({} as OpenNetwork),
  );
  await expect(open.of("one", asked)).rejects.toThrow("no memory");
  isBroken = false;
  expect(await open.of("one", asked)).toEqual({});
});
