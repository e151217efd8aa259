"""What a foreign file has no word for and our map says, put where the file has room for it, and read from there again.

Which way a format takes depends on the room that it has:

- ``attributes``: a place for values of any name beside each node and link (GraphML, mind maps, Carneades);
- ``records``: a place for an object beside each record (SADFace, arguebuf): our own JSON without what is inferred;
- ``differences``: one place in the whole file (a note in brat, an instruction in arggraph): how the map differs from
  what the rest of the file says.
"""
