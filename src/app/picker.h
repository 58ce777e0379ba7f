/* picker.h: choosing a file of this machine: folders and files, typing narrows, Enter goes in or chooses.
 * Reads names only; opens no file. Starts in $SIKO_INBOX, else at home; never pushed behind a gate. */
#ifndef SIKO_APP_PICKER_H
#define SIKO_APP_PICKER_H

/* answer.text: the path chosen. */
void picker_push(const char *title, int tag);

#endif
