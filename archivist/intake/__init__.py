"""From bytes to a `Deposit`: one reader a format, a pure function, in rooms on floors.

Rooms import only downwards, which a contract holds:

    stream | sampling                          the files of an import, one after the other
    reading                                    the door: one file, text here and all else there
    isolation                                  the confined child, asked over a pipe
    zips                                       what carries files of any kind
    web | documents | messages | lists | paper    readers of rich formats
    texts                                      texts as people type them, with their headers
    description | boilerplate | byline …       what a text tells of itself
    words | leaves                             plain words and markup, made leaves and spans
    decoding | kinds | gather | places …       bytes, names and folders
    wire, deposit                              what a reader hands over, and how it crosses a pipe
"""
