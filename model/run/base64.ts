/** Arguments of one call. */
const mostAtOnce = 0x8000;

/** Bytes as a text that JSON and a document carry as it is, in any process. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += mostAtOnce) {
    text += String.fromCharCode(...bytes.subarray(start, start + mostAtOnce));
  }
  return btoa(text);
}

/** Throws where the text is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index);
  return bytes;
}
