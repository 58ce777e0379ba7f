/* archive.h: whether the XML documents of a ZIP archive came out whole: each ends with its first element.
 * libxlsxwriter puts each together in a temporary file and does not look whether the disk took it; a workbook that lost its
 * end on a full disk would be called done. Reads with zlib, which libxlsxwriter brings along. Owns nothing. */
#ifndef SIKO_FORMAT_ARCHIVE_H
#define SIKO_FORMAT_ARCHIVE_H

#include <stdbool.h>

/* fd: of a file that holds an archive without a comment. */
bool archive_is_whole(int fd);

#endif
