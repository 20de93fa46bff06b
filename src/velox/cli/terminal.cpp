// SPDX-License-Identifier: Apache-2.0
#include "velox/cli/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "velox/base/text.hpp"

namespace velox::cli {

namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string three_digits(double value) {
  if (value >= 100) return fmt::format("{:.0f}", value);
  if (value >= 10) return fmt::format("{:.1f}", value);
  return fmt::format("{:.2f}", value);
}

}  // namespace

Style Style::detect(int fd, bool quiet) {
  Style style;
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) style.width = std::min<int>(size.ws_col, 140);
  const char* term = std::getenv("TERM");
  const char* no_colour = std::getenv("NO_COLOR");
  const bool capable = isatty(fd) == 1 && term != nullptr && std::string_view(term) != "dumb";
  style.colour = capable && (no_colour == nullptr || *no_colour == 0);
  style.live = style.colour && !quiet;
  return style;
}

std::string Style::wrap(const char* code, std::string_view text) const {
  if (!colour || text.empty()) return std::string(text);
  return fmt::format("\033[{}m{}\033[0m", code, text);
}

std::string show_seconds(double seconds) {
  if (seconds >= 1) return three_digits(seconds) + " s";
  if (seconds >= 1e-3) return three_digits(seconds * 1e3) + " ms";
  if (seconds >= 1e-6) return three_digits(seconds * 1e6) + " µs";
  return three_digits(seconds * 1e9) + " ns";
}

std::string show_bytes(std::uint64_t bytes) {
  const auto value = static_cast<double>(bytes);
  if (value >= 1e9) return three_digits(value / 1e9) + " GB";
  if (value >= 1e6) return fmt::format("{:.0f} MB", value / 1e6);
  return fmt::format("{:.0f} kB", value / 1e3);
}

std::string show_share(double share) {
  if (share >= 0.0995 || share == 0) return fmt::format("{:.0f} %", share * 100);
  return fmt::format("{:.1f} %", share * 100);
}

std::string show_count(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

std::string show_factor(double factor) { return "×" + three_digits(factor); }

std::string show_speedup(const model::Speedup& speedup) {
  return fmt::format("{} [{}, {}]", show_factor(speedup.estimate), three_digits(speedup.low),
                     three_digits(speedup.high));
}

std::string plural(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", show_count(count), noun, count == 1 ? "" : "s");
}

int columns_of(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::string fit(std::string_view text, int columns) {
  const int have = columns_of(text);
  if (have <= columns) return std::string(text) + std::string(static_cast<std::size_t>(columns - have), ' ');
  std::string out;
  int taken = 0;
  for (const char c : text) {
    if (!is_continuation(c) && taken++ == columns - 1) break;
    out += c;
  }
  return out + "…";
}

std::string fit_end(std::string_view text, int columns) {
  if (columns_of(text) <= columns) return fit(text, columns);
  std::size_t at = 0;
  for (int dropped = columns_of(text) - columns + 1; dropped > 0; --dropped) {
    do ++at;
    while (at < text.size() && is_continuation(text[at]));
  }
  return "…" + std::string(text.substr(at));
}

std::string wrap_text(std::string_view text, int indent, int width) {
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  std::string out, line;
  for (const std::string& word : text::split(text, ' ')) {
    if (!line.empty() && indent + columns_of(line) + 1 + columns_of(word) > width) {
      out += margin + line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return out + margin + line + "\n";
}

std::string paint_diff(std::string_view diff, const Style& style) {
  std::string out;
  for (const std::string& line : text::split(diff, '\n')) {
    if (line.starts_with("+++") || line.starts_with("---"))
      out += style.bold(line);
    else if (line.starts_with("@@"))
      out += style.cyan(line);
    else if (line.starts_with('+'))
      out += style.green(line);
    else if (line.starts_with('-'))
      out += style.red(line);
    else
      out += line;
    out += '\n';
  }
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace velox::cli
