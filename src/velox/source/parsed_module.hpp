// SPDX-License-Identifier: Apache-2.0
// A Python file, parsed: its bytes, its concrete syntax tree, its units. Lossless and error-tolerant.
// Immutable after parse(); safe to read from several threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/model/unit.hpp"
#include "velox/source/flat_tree.hpp"
#include "velox/source/node.hpp"

namespace velox::source {

/// How the file is written, so that edits keep it: PEP 263 cookie, byte-order mark, line ending, indentation.
struct TextStyle {
  std::string encoding = "utf-8";  ///< normalised name from the cookie or BOM
  bool bom = false;
  std::string newline = "\n";   ///< the file's prevailing line ending
  std::string indent = "    ";  ///< one level, as the file does it
  bool final_newline = true;
};

struct SyntaxError {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;  ///< "unexpected text: `def (`"
};

class ParsedModule {
 public:
  /// Reads and parses. Errors: not_found, io, invalid (not Python text: NUL bytes, unknown encoding).
  /// A syntax error is not an Error: see syntax_error().
  static Result<ParsedModule> load(const fs::path& path, std::string relative);
  /// Parses bytes. The tree's offsets are offsets in `bytes()`, whatever the encoding (ASCII-compatible ones only;
  /// utf-16/32 are refused as unsupported).
  static Result<ParsedModule> parse(std::string bytes, std::string relative);

  ParsedModule(ParsedModule&&) noexcept;
  ParsedModule& operator=(ParsedModule&&) noexcept;
  ~ParsedModule();

  const std::string& file() const;  ///< relative path, as in UnitId
  const std::string& bytes() const;
  const TextStyle& style() const;
  Node root() const;
  const FlatTree& flat() const;  ///< of the same nodes
  const std::optional<SyntaxError>& syntax_error() const;
  /// Every function and method, in source order, nested ones included.
  const std::vector<model::Unit>& units() const;
  const model::Unit* find_unit(std::string_view qualname) const;
  /// The function_definition node of a unit.
  Node definition(const model::Unit& unit) const;
  /// The unit whose `def` covers this line most closely, or null.
  const model::Unit* unit_at_line(std::uint32_t line) const;
  /// The text of one line (1-based) without its ending.
  std::string_view line_text(std::uint32_t line) const;
  /// White space that the line of this node starts with.
  std::string_view indent_of(Node node) const;

 private:
  struct State;
  explicit ParsedModule(std::unique_ptr<State> state);
  /// A node that knows its place in the flat tree.
  static Node indexed(const State& state, TSNode node);
  std::unique_ptr<State> state_;
};

}  // namespace velox::source
