import type { GivenFile, OwnPicture } from "../../state/seeing/ownPicture.js";

/** Takes pictures that a person drops on the stage or pastes. Returns what ends its listening to the document around it. */
export function takePictures(stage: HTMLElement, own: OwnPicture): () => void {
  stage.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files") !== true) return;
    event.preventDefault();
    stage.classList.add("is-dropping");
  });
  stage.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && stage.contains(relatedTarget))) {
      stage.classList.remove("is-dropping");
    }
  });
  stage.addEventListener("drop", (event) => {
    stage.classList.remove("is-dropping");
    const given = givenIn(event.dataTransfer);
    if (given.length === 0) return;
    event.preventDefault();
    void own.take(given);
  });
  const { ownerDocument } = stage;
  const paste = (event: ClipboardEvent): void => {
    const given = givenIn(event.clipboardData);
    if (given.length === 0) return;
    event.preventDefault();
    void own.take(given);
  };
  ownerDocument.addEventListener("paste", paste);
  return () => {
    ownerDocument.removeEventListener("paste", paste);
  };
}

/** Files are known as long as the event goes on; what is no file, as a text, is none of ours. */
function givenIn(data: DataTransfer | null): readonly GivenFile[] {
  return [...(data?.items ?? [])].flatMap((item) => {
    const file = item.kind === "file" ? item.getAsFile() : null;
    return file === null ? [] : [{ file, isFolder: item.webkitGetAsEntry()?.isDirectory === true }];
  });
}
