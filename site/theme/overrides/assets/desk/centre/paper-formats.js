// What the formats of papers are called on buttons.
export const FORMAT = { pdf: "PDF", xlsx: "Excel", docx: "Word" };
