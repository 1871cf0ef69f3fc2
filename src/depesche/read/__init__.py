"""From files, pages and pipes to Articles. One small file per format; `walk` finds the right one."""

from depesche.read.html import read_html
from depesche.read.skipped import Skipped
from depesche.read.text import read_text
from depesche.read.walk import read_path

__all__ = ["Skipped", "read_html", "read_path", "read_text"]
