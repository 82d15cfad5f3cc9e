#ifndef ASSAY_CLIBXML2_SHIM_H
#define ASSAY_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>

/*
 * Where libxml2 was built with ICU, its headers include ICU's, and those clash with the ICU in Swift's Foundation:
 * a cold build fails. Nothing here touches the two fields that this leaves out of xmlCharEncodingHandler.
 */
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>

/* xmlFree is a global variable in C, which Swift 6 cannot name: it is shared and may change. */
static inline void assay_xmlFree(void *memory) {
    xmlFree(memory);
}

/* The library prints what it has no handler for; a variadic handler can only be written in C. */
static inline void assay_ignore(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

static inline void assay_silence(void) {
    xmlSetGenericErrorFunc(NULL, assay_ignore);
}

#endif
