/* A library that is no engine. */
int something_else(void);
int something_else(void) { return 0; }
