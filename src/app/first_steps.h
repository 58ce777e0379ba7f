/* first_steps.h: for a user who has not entered an innovation yet: four short screens that end in the form of his first one.
 * Offers; forces nothing, and is offered no more once it was gone through or he has entered something.
 * Decides nothing about records; owns nothing. */
#ifndef SIKO_APP_FIRST_STEPS_H
#define SIKO_APP_FIRST_STEPS_H

#include <stdbool.h>

/* After data_load; reads the history of the user's own innovations. */
bool first_steps_wanted(void);
bool first_steps_taken(void); /* gone through to their end, once: cheap */
void first_steps_push(void);

#endif
