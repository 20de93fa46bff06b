// SPDX-License-Identifier: Apache-2.0
// Encoding of a Python file (PEP 263), line endings, and the bytes that the parser is given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::source {

/// Everything of a TextStyle but the indentation, which needs the tree. Errors: invalid (NUL bytes, an encoding nobody knows,
/// bytes that the encoding does not have), unsupported (utf-16, utf-32 and stateful encodings).
Result<TextStyle> detect_style(std::string_view bytes);

/// A copy of the file for the parser with the same length and lines: text outside UTF-8 becomes letters, and a carriage
/// return that ends a line alone becomes a line feed, as CPython's universal newlines have it. Empty when the bytes can be
/// parsed as they are.
std::string parser_text(std::string_view bytes, const TextStyle& style);

/// Offsets at which lines start; CR LF, LF and a lone CR end a line.
std::vector<std::uint32_t> line_starts(std::string_view bytes);

}  // namespace velox::source
