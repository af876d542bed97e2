// The script that writes a report as a Word file. A page fetches it when a reader asks for
// one (questionnaire/wordfile.mjs); it hands its one function to the element that loaded it.

import { write } from "./write.mjs";

document.currentScript?.dispatchEvent(new CustomEvent("pi-word", { detail: write }));
