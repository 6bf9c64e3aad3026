/** What a case's files may be: the media type that is answered, and the endings that a name may have, the usual one first. */
export const attachmentKinds = {
  jpeg: { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { mediaType: 'image/png', endings: ['png'] },
  webp: { mediaType: 'image/webp', endings: ['webp'] },
  heic: { mediaType: 'image/heic', endings: ['heic', 'heif'] },
  pdf: { mediaType: 'application/pdf', endings: ['pdf'] },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', endings: ['docx'] },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
  doc: { mediaType: 'application/msword', endings: ['doc'] },
  xls: { mediaType: 'application/vnd.ms-excel', endings: ['xls'] },
  mp3: { mediaType: 'audio/mpeg', endings: ['mp3'] },
  m4a: { mediaType: 'audio/mp4', endings: ['m4a'] },
  amr: { mediaType: 'audio/amr', endings: ['amr'] },
  mp4: { mediaType: 'video/mp4', endings: ['mp4', 'm4v'] },
  txt: { mediaType: 'text/plain', endings: ['txt'] },
  csv: { mediaType: 'text/csv', endings: ['csv'] },
} as const satisfies Record<string, { readonly mediaType: string; readonly endings: readonly string[] }>;

export type AttachmentKind = keyof typeof attachmentKinds;
