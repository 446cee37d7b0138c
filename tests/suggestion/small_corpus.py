"""A small corpus in which names are in no list, or of several entries."""

from pathlib import Path

PEOPLE = """id,surname,forename,display
castro-fidel,Castro,Fidel,Fidel Castro
castro-raul,Castro,Raul,Raul Castro
brandt,Brandt,Willy,Willy Brandt
smith-a,Smith,Anna,
smith-b,Smith,Bert,
"""
TEXTS = {
    "a.txt": """Minutes of the session.

Voronin: We have to write to the Chancellor.

Castro came, and Fidel Castro and Raul Castro spoke. Then Mr. Castro left.

Voronin: Mr. Castro is right.

W. Brand: So he is.
""",
    "b.txt": """Minutes of the session.

Woronin: I was told by Smith that he was there.

W. Brand: So Smith was there.

Woronin: Smith was there, and Smith
was there. Comrade
Smith came back.

Smith: I was.
""",
}


def written(folder: Path, texts: dict[str, str] = TEXTS, people: str = PEOPLE) -> Path:
    """Write a corpus into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    (folder / "people.csv").write_text(people, encoding="utf-8")
    return folder
