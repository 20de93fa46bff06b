// SPDX-License-Identifier: Apache-2.0
// What the terminal can show, and numbers as people read them. Values only; writing happens in the verbs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "velox/model/verdict.hpp"

namespace velox::cli {

/// How to write to a stream. On anything but a capable terminal everything is plain text, one fact a line.
struct Style {
  bool colour = false;
  bool live = false;  ///< a status line may be redrawn in place
  int width = 80;

  /// For stdout: a terminal without NO_COLOR and with TERM other than "dumb" has colours.
  static Style detect(int fd, bool quiet);

  std::string bold(std::string_view text) const { return wrap("1", text); }
  std::string dim(std::string_view text) const { return wrap("2", text); }
  std::string red(std::string_view text) const { return wrap("31", text); }
  std::string green(std::string_view text) const { return wrap("32", text); }
  std::string yellow(std::string_view text) const { return wrap("33", text); }
  std::string cyan(std::string_view text) const { return wrap("36", text); }

 private:
  std::string wrap(const char* code, std::string_view text) const;
};

/// "2.41 s", "83 ms", "12 µs".
std::string show_seconds(double seconds);
/// "41 MB" (decimal megabytes).
std::string show_bytes(std::uint64_t bytes);
/// "61 %", "0.4 %".
std::string show_share(double share);
/// "1,204".
std::string show_count(std::uint64_t count);
/// "×2.77", "×38", three significant digits.
std::string show_factor(double factor);
/// "×2.77 [2.71, 2.83]".
std::string show_speedup(const model::Speedup& speedup);
/// "1 pair", "8 pairs".
std::string plural(std::uint64_t count, std::string_view noun);
/// Columns that a text takes: its code points.
int columns_of(std::string_view text);
/// Pads with spaces on the right (or cuts, ending in "…") to a number of columns; counts UTF-8 code points.
std::string fit(std::string_view text, int columns);
/// As fit, but cuts at the start, for what ends in its most telling part.
std::string fit_end(std::string_view text, int columns);
/// Breaks a paragraph at spaces so that no line, with `indent` spaces before it, is longer than `width`.
std::string wrap_text(std::string_view text, int indent, int width);
/// A unified diff with coloured lines.
std::string paint_diff(std::string_view diff, const Style& style);

}  // namespace velox::cli
