type House = "model" | "webview" | "extension";

export const mayImport: Readonly<Record<string, Readonly<Partial<Record<House, string>>>>>;
export const pureRooms: readonly string[];
export function roomsOf(houses: Readonly<Partial<Record<House, string>>>): readonly string[];
