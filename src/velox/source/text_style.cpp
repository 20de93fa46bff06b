// SPDX-License-Identifier: Apache-2.0
// Problem: offsets in the tree must be offsets in the user's bytes, but the parser reads UTF-8 only. Idea: Python's syntax
// is ASCII but for identifiers, so text of other encodings is masked by letters, byte for byte, before it is parsed.
// Limits: encodings in which an ASCII byte may be something else without a lead byte (utf-16, utf-7, iso-2022) are refused.
#include "velox/source/text_style.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <optional>

#include <fmt/format.h>

namespace velox::source {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

enum class Family { utf8, ascii, single_byte, double_byte, refused, unknown };

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view p) { return text.starts_with(p); });
}

// Lower case, '-' for '_', and the one name that tokenize uses for utf-8 and latin-1.
std::string normal_name(std::string_view name) {
  std::string low;
  for (const char c : name) low += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (low == "utf-8" || low.starts_with("utf-8-") || low == "utf8" || low == "u8") return "utf-8";
  if (starts_with_any(low, {"latin-1", "iso-8859-1-", "iso-latin-1"}) || low == "iso-8859-1" || low == "latin1" ||
      low == "iso8859-1" || low == "l1") {
    return "iso-8859-1";
  }
  return low;
}

Family family_of(std::string_view name) {
  if (name == "utf-8") return Family::utf8;
  if (name == "ascii" || name == "us-ascii") return Family::ascii;
  if (starts_with_any(name, {"utf-16", "utf-32", "utf16", "utf32", "utf-7", "utf7", "iso-2022", "iso2022", "hz",
                             "rot13", "idna", "punycode", "unicode-escape", "raw-unicode-escape"})) {
    return Family::refused;
  }
  if (starts_with_any(name, {"shift", "sjis", "s-jis", "cp932", "ms932", "gbk", "gb2312", "gb18030", "cp936", "big5",
                             "cp950", "cp949", "johab", "euc", "ujis"})) {
    return Family::double_byte;
  }
  if (starts_with_any(name, {"iso-8859-", "iso8859-", "latin", "cp", "windows-", "koi8", "mac", "tis-620", "tis620",
                             "ptcp154", "hp-roman8", "kz1048"}) ||
      (name.size() == 2 && name[0] == 'l' && std::isdigit(static_cast<unsigned char>(name[1])) != 0)) {
    return Family::single_byte;
  }
  return Family::unknown;
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find_first_of("\r\n")); }

std::string_view skip_line(std::string_view text) {
  const auto end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) return {};
  text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
  return text;
}

// The name in `# ... coding: NAME`, if this line is such a comment.
std::optional<std::string_view> cookie_in(std::string_view line) {
  const auto hash = line.find_first_not_of(" \t\f");
  if (hash == std::string_view::npos || line[hash] != '#') return std::nullopt;
  for (auto at = line.find("coding", hash); at != std::string_view::npos; at = line.find("coding", at + 1)) {
    auto rest = line.substr(at + 6);
    if (rest.empty() || (rest[0] != ':' && rest[0] != '=')) continue;
    rest.remove_prefix(1);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    const auto end = std::find_if_not(rest.begin(), rest.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
    });
    if (end != rest.begin()) return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  }
  return std::nullopt;
}

std::optional<std::string_view> find_cookie(std::string_view text) {
  const auto line = first_line(text);
  if (auto name = cookie_in(line)) return name;
  const auto code = line.find_first_not_of(" \t\f");
  if (code != std::string_view::npos && line[code] != '#') return std::nullopt;
  return cookie_in(first_line(skip_line(text)));
}

// The number of bytes of the UTF-8 character at the start, 0 if there is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF0 && byte(1) < 0x90) ||
      (lead == 0xF4 && byte(1) > 0x8F)) {
    return 0;
  }
  return length;
}

// The offset of the first byte from `at` on that is not ASCII, or the size. Most source text has none: eight bytes at a time.
std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  for (std::uint64_t eight = 0; at + sizeof eight <= bytes.size(); at += sizeof eight) {
    std::memcpy(&eight, bytes.data() + at, sizeof eight);
    if ((eight & kHighBits) != 0) break;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

// The offset of the first byte that is not UTF-8 (or, with ascii, not ASCII).
std::optional<std::size_t> first_bad_byte(std::string_view bytes, Family family) {
  for (auto at = skip_ascii(bytes, 0); at < bytes.size(); at = skip_ascii(bytes, at)) {
    const auto length = family == Family::ascii ? 0 : utf8_length(bytes.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

std::string prevailing_newline(std::string_view bytes) {
  if (bytes.find('\r') == std::string_view::npos) return "\n";
  std::size_t lf = 0, crlf = 0, cr = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\n') {
      ++lf;
    } else if (bytes[i] == '\r') {
      if (i + 1 < bytes.size() && bytes[i + 1] == '\n') {
        ++crlf;
        ++i;
      } else {
        ++cr;
      }
    }
  }
  if (crlf > lf && crlf >= cr) return "\r\n";
  return cr > lf ? "\r" : "\n";
}

std::size_t line_of(std::string_view bytes, std::size_t offset) {
  const auto starts = line_starts(bytes);
  return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin());
}

Result<void> check_bytes(std::string_view bytes, const TextStyle& style) {
  const auto family = family_of(style.encoding);
  if (family == Family::refused) {
    return fail(ErrorCode::unsupported, fmt::format("encoding {} is not supported", style.encoding),
                "save the file as UTF-8");
  }
  if (family == Family::unknown) {
    return fail(ErrorCode::invalid, fmt::format("unknown encoding '{}' in the file's coding comment", style.encoding));
  }
  if (style.bom && family != Family::utf8) {
    return fail(ErrorCode::invalid,
                fmt::format("the file has a UTF-8 byte-order mark but says it is {}", style.encoding));
  }
  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
    return fail(ErrorCode::invalid, fmt::format("not Python text: a NUL byte on line {}", line_of(bytes, nul)));
  }
  if (family == Family::utf8 || family == Family::ascii) {
    if (const auto bad = first_bad_byte(bytes, family)) {
      return fail(ErrorCode::invalid,
                  fmt::format("not {} text: byte 0x{:02x} on line {}", style.encoding,
                              static_cast<unsigned>(static_cast<unsigned char>(bytes[*bad])), line_of(bytes, *bad)),
                  "declare the file's encoding in a comment such as '# -*- coding: latin-1 -*-' on line 1");
    }
  }
  return {};
}

bool is_lead_byte(unsigned char c, std::string_view encoding) {
  if (starts_with_any(encoding, {"shift", "sjis", "s-jis", "cp932", "ms932"})) {
    return (c >= 0x81 && c <= 0x9F) || (c >= 0xE0 && c <= 0xFC);
  }
  return c >= 0x81 && c <= 0xFE;
}

}  // namespace

Result<TextStyle> detect_style(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (starts_with_any(bytes, {"\xFF\xFE"sv, "\xFE\xFF"sv, "\0\0\xFE\xFF"sv})) {
    return fail(ErrorCode::unsupported, "UTF-16 and UTF-32 files are not supported", "save the file as UTF-8");
  }
  TextStyle style;
  style.bom = bytes.starts_with(kBom);
  const auto text = style.bom ? bytes.substr(kBom.size()) : bytes;
  if (const auto cookie = find_cookie(text)) style.encoding = normal_name(*cookie);
  if (auto checked = check_bytes(bytes, style); !checked) return std::unexpected(std::move(checked).error());
  style.newline = prevailing_newline(bytes);
  style.final_newline = text.empty() || text.back() == '\n' || text.back() == '\r';
  return style;
}

std::string parser_text(std::string_view bytes, const TextStyle& style) {
  const auto family = family_of(style.encoding);
  const bool foreign = family == Family::single_byte || family == Family::double_byte;
  bool lone_cr = false;
  for (auto at = bytes.find('\r'); at != std::string_view::npos && !lone_cr; at = bytes.find('\r', at + 1)) {
    lone_cr = at + 1 == bytes.size() || bytes[at + 1] != '\n';
  }
  if (!foreign && !lone_cr) return {};
  std::string text(bytes);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) {
      text[i] = '\n';
    } else if (foreign && c >= 0x80) {
      text[i] = 'x';
      const bool pair = family == Family::double_byte && is_lead_byte(c, style.encoding) && i + 1 < text.size() &&
                        text[i + 1] != '\n' && text[i + 1] != '\r';
      if (pair) text[++i] = 'x';
    }
  }
  return text;
}

std::vector<std::uint32_t> line_starts(std::string_view bytes) {
  std::vector<std::uint32_t> starts = {0};
  if (bytes.find('\r') == std::string_view::npos) {
    for (auto at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1))
      starts.push_back(static_cast<std::uint32_t>(at + 1));
    return starts;
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool ends = bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n'));
    if (ends) starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return starts;
}

}  // namespace velox::source
