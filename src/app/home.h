/* home.h: the first screen: how the city stands, what is missing and what it costs, then the menu. */
#ifndef SIKO_APP_HOME_H
#define SIKO_APP_HOME_H

void home_push(void);

#endif
