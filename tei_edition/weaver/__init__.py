"""The weaver: from annotations to TEI, and the decoder, which tells the same from the other end."""
