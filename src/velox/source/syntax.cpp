// SPDX-License-Identifier: Apache-2.0
#include "velox/source/syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <utility>

#include "velox/source/symbols.hpp"

extern "C" const TSLanguage* tree_sitter_python();

namespace velox::source {

namespace {

SyntaxError error_at(Node at, std::string message) { return {at.line(), at.column(), std::move(message)}; }

std::string excerpt(Node node) {
  auto text = node.text();
  text = text.substr(0, std::min<std::size_t>(text.find_first_of("\r\n"), 40));
  return std::string(text);
}

bool is_empty(Node block) {
  const auto first = block.named(0);
  return !first || (first.is("comment") && block.items().empty());
}

bool is_old_integer(std::string_view text) {
  if (text.ends_with('L') || text.ends_with('l')) return true;
  if (text.size() < 2 || text[0] != '0') return false;
  const bool digits = text.find_first_not_of("0123456789_") == std::string_view::npos;
  return digits && text.find_first_not_of("0_") != std::string_view::npos;
}

struct DeleteTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};
struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
using Tree = std::unique_ptr<TSTree, DeleteTree>;
using Parser = std::unique_ptr<TSParser, DeleteParser>;

class EditedTree {
 public:
  EditedTree(const ParsedModule& module, const std::vector<model::Edit>& edits, const std::string& after)
      : before_(module.bytes()), after_(after), edits_(edits) {
    std::ranges::stable_sort(edits_, {},
                             [](const model::Edit& edit) { return std::pair(edit.span.begin, edit.span.end); });
    const Tree old(ts_tree_copy(module.root().raw().tree));
    // From the last to the first, so that places are still those of the old text.
    for (auto edit = edits_.rbegin(); edit != edits_.rend(); ++edit) note(old.get(), *edit);
    const Parser parser(ts_parser_new());
    if (!ts_parser_set_language(parser.get(), tree_sitter_python())) return;
    tree_.reset(ts_parser_parse_string_encoding(parser.get(), old.get(), after.data(),
                                                static_cast<std::uint32_t>(after.size()), TSInputEncodingUTF8));
  }

  bool is_fine() const {
    if (!tree_) return false;
    const Node root(ts_tree_root_node(tree_.get()), after_.data());
    return !root.has_error() && !has_error_near_edits(root);
  }

 private:
  TSPoint point_of(std::uint32_t offset) const { return moved({0, 0}, std::string_view(before_).substr(0, offset)); }

  /// The place behind a text that begins at `from`.
  static TSPoint moved(TSPoint from, std::string_view text) {
    const auto lines = static_cast<std::uint32_t>(std::ranges::count(text, '\n'));
    if (lines == 0) return {from.row, from.column + static_cast<std::uint32_t>(text.size())};
    return {from.row + lines, static_cast<std::uint32_t>(text.size() - text.rfind('\n') - 1)};
  }

  void note(TSTree* tree, const model::Edit& edit) const {
    TSInputEdit change{};
    change.start_byte = edit.span.begin;
    change.old_end_byte = edit.span.end;
    change.new_end_byte = edit.span.begin + static_cast<std::uint32_t>(edit.text.size());
    change.start_point = point_of(edit.span.begin);
    change.old_end_point = point_of(edit.span.end);
    change.new_end_point = moved(change.start_point, edit.text);
    ts_tree_edit(tree, &change);
  }

  // Where new text is, with the lines before and after it.
  std::vector<model::Span> touched() const {
    std::vector<model::Span> spans;
    std::int64_t shift = 0;
    for (const auto& [span, text] : edits_) {
      auto begin = static_cast<std::size_t>(span.begin + shift), end = begin + text.size();
      for (int i = 0; i < 2 && begin > 0; ++i) {
        const auto line_end = after_.rfind('\n', begin - 1);
        begin = line_end == std::string::npos ? 0 : line_end;
      }
      end = std::min(after_.find('\n', end), after_.size());
      spans.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      shift += static_cast<std::int64_t>(text.size()) - span.size();
    }
    return spans;
  }

  // Functions that are touched are looked at whole: a block that an edit emptied may be any line above.
  bool has_error_near_edits(Node root) const {
    const auto spans = touched();
    const auto touches = [&](Node node) {
      const auto span = node.span();
      return std::ranges::any_of(spans,
                                 [&](const model::Span& s) { return s.begin <= span.end && span.begin <= s.end; });
    };
    bool wrong = false;
    std::uint32_t whole_until = 0;
    walk_tree(
        root.raw(),
        [&](TSNode raw) {
          const Node node = root.same_tree(raw);
          if (wrong || (node.span().begin >= whole_until && !touches(node))) return false;
          wrong = syntax_error_at(node, false).has_value();
          if (symbol_of(raw) == Symbol::function_definition) whole_until = std::max(whole_until, node.span().end);
          return !wrong;
        },
        [](TSNode) {});
    return wrong;
  }

  const std::string& before_;
  const std::string& after_;
  std::vector<model::Edit> edits_;
  Tree tree_;
};

}  // namespace

std::optional<SyntaxError> syntax_error_at(Node node, bool damaged) {
  if (damaged && ts_node_is_missing(node.raw())) return error_at(node, fmt::format("expected `{}` here", node.kind()));
  switch (symbol_of(node.raw())) {
    case Symbol::error: {
      const auto text = excerpt(node);
      return error_at(node, text.empty() ? "unexpected end of line" : fmt::format("unexpected text: `{}`", text));
    }
    case Symbol::print_statement: return error_at(node, "a print statement of Python 2");
    case Symbol::exec_statement: return error_at(node, "a exec statement of Python 2");
    case Symbol::block:
      if (is_empty(node)) return error_at(node, "expected an indented block");
      break;
    case Symbol::old_unequal: return error_at(node, "the operator `<>` of Python 2");
    case Symbol::integer:
      if (is_old_integer(node.text())) return error_at(node, fmt::format("the integer `{}` of Python 2", node.text()));
      break;
    default: break;
  }
  return std::nullopt;
}

bool may_have_old_tokens(std::string_view text) {
  if (text.find("<>") != std::string_view::npos) return true;
  const auto is_word = [&](std::size_t i) {
    const auto c = static_cast<unsigned char>(text[i]);
    return std::isalnum(c) != 0 || c == '_' || c >= 0x80;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] < '0' || text[i] > '9') continue;
    const auto begin = i;
    while (i < text.size() && is_word(i)) ++i;
    const bool starts = begin == 0 || (!is_word(begin - 1) && text[begin - 1] != '.');
    if (starts && is_old_integer(text.substr(begin, i - begin))) return true;
  }
  return false;
}

bool surely_parses(const ParsedModule& module, const std::vector<model::Edit>& edits, const std::string& after) {
  constexpr std::size_t kCookieLines = 2;  // in which a comment may name the file's encoding
  const auto& style = module.style();
  const bool plain = (style.encoding == "utf-8" || style.encoding == "ascii") &&
                     after.find('\r') == std::string::npos && module.bytes().find('\r') == std::string::npos;
  if (!plain || module.syntax_error()) return false;
  std::size_t code = 0;
  for (std::size_t i = 0; i < kCookieLines; ++i) code = std::min(module.bytes().find('\n', code), after.size()) + 1;
  const bool late = std::ranges::all_of(edits, [&](const model::Edit& edit) { return edit.span.begin >= code; });
  const bool ascii =
      style.encoding == "utf-8" || std::ranges::all_of(edits, [](const model::Edit& edit) {
        return std::ranges::all_of(edit.text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
      });
  return late && ascii && EditedTree(module, edits, after).is_fine();
}

}  // namespace velox::source
