/* The floor for the JUnit report: the same document, written by libxml2's text writer straight from C.
 * usage: write CASES FILE
 */
#include <fcntl.h>
#include <libxml/xmlwriter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define S(text) ((const xmlChar *)(text))

static void attribute(xmlTextWriterPtr writer, const char *name, const char *value) {
    if (xmlTextWriterWriteAttribute(writer, S(name), S(value)) < 0) exit(6);
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    long cases = atol(arguments[1]);
    int file = open(arguments[2], O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0) return 6;
    xmlOutputBufferPtr buffer = xmlOutputBufferCreateFd(file, NULL);
    xmlTextWriterPtr writer = xmlNewTextWriter(buffer);
    xmlTextWriterStartDocument(writer, NULL, "UTF-8", NULL);
    char number[64], name[128];
    snprintf(number, sizeof number, "%ld", cases);
    xmlTextWriterStartElement(writer, S("testsuites"));
    attribute(writer, "name", "assay");
    attribute(writer, "tests", number);
    attribute(writer, "failures", "0");
    attribute(writer, "errors", "0");
    xmlTextWriterStartElement(writer, S("testsuite"));
    attribute(writer, "name", "generated.names");
    attribute(writer, "tests", number);
    attribute(writer, "failures", "0");
    attribute(writer, "errors", "0");
    attribute(writer, "skipped", "0");
    for (long index = 0; index < cases; index++) {
        xmlTextWriterStartElement(writer, S("testcase"));
        snprintf(name, sizeof name, "A generated name is accepted [row %ld]", index);
        attribute(writer, "name", name);
        attribute(writer, "classname", "generated.names");
        snprintf(number, sizeof number, "0.%03ld", index % 1000);
        attribute(writer, "time", number);
        xmlTextWriterEndElement(writer);
        xmlTextWriterWriteRaw(writer, S("\n"));
    }
    if (xmlTextWriterEndDocument(writer) < 0 || xmlTextWriterFlush(writer) < 0) return 6;
    xmlFreeTextWriter(writer);
    return fsync(file) < 0 || close(file) < 0 ? 6 : 0;
}
