"""The command ``tongban draw``: a draw done again from its seed and list. Loads neither Django nor the database."""

from typing import Annotated

import typer

from tongban.ground.matters.draws import draw as draw_again


def draw(
    seed: Annotated[str, typer.Argument(metavar="种子", help="公布的种子。The seed as published.")],
    candidates: Annotated[list[str], typer.Argument(metavar="名单", help="全部参加者的代码。Who took part.")],
    count: Annotated[int, typer.Option(min=1, help="抽取几个。How many are drawn.")] = 1,
) -> None:
    """按公布的种子和名单重做一次随机抽取：任何人得到的结果都相同。"""
    try:
        made = draw_again(seed, candidates, count)
    except ValueError:
        typer.echo(f"名单上只有 {len(set(candidates))} 个，抽不出 {count} 个。", err=True)
        raise typer.Exit(2) from None
    for name in made.drawn:
        typer.echo(name)
