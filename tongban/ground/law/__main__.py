"""``make law``: print which places of the code keep which article."""

import sys

from tongban.ground.law.places import by_article, places


def main() -> None:
    """Print the table law → code places."""
    for article, kept in by_article(places()).items():
        sys.stdout.write(f"{article}  {kept[0].citation.label('zh')}\n")
        sys.stdout.writelines(f"    {place}\n" for place in kept)


if __name__ == "__main__":
    main()
