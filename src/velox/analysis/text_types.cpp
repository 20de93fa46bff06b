// SPDX-License-Identifier: Apache-2.0
// Problem: str(), "{}".format() and f"{x}" ask an object for its text and hand on what they get, which may be of a subclass of str:
// libraries that build HTML have such objects, and `+` of theirs escapes what is added.
// Idea: CPython copies it into a plain str unless it is all there is of the result (Objects/unicodeobject.c, the writer that
// keeps a single string; FORMAT_VALUE without BUILD_STRING). So the class is proven where other text stands beside the value or
// where the value is of a class that gives plain text; elsewhere it is as good as declared.
#include <algorithm>
#include <cctype>

#include "velox/analysis/types.hpp"

namespace velox::analysis {

namespace {

// Behind the field that begins at `at`; npos when it has no end.
std::size_t end_of_field(std::string_view text, std::size_t at) {
  int depth = 0;
  if (text[at] == '{') {
    for (; at < text.size(); ++at) {
      depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
      if (depth == 0) return at + 1;
    }
    return std::string_view::npos;
  }
  at = text.substr(at).starts_with("%(") ? text.find(')', at) : at + 1;
  while (at < text.size() && (std::isalpha(static_cast<unsigned char>(text[at])) == 0 ||
                              std::string_view("hlL").find(text[at]) != std::string_view::npos))
    ++at;
  return at < text.size() ? at + 1 : std::string_view::npos;
}

// Whether a format surely has text outside of its fields, which `opens` begins. Escapes that might spell anything end the search.
bool has_text_beside(std::string_view format, char opens) {
  for (std::size_t at = 0; at < format.size();) {
    if (format[at] == '\\')
      return at + 1 < format.size() && std::string_view("ntr'\"\\").find(format[at + 1]) != std::string_view::npos;
    if (format[at] != opens || format.substr(at + 1).starts_with(opens)) return true;
    at = end_of_field(format, at);
    if (at == std::string_view::npos) return false;
  }
  return false;
}

std::vector<NodeIndex> pieces_of(const Tree& tree, NodeIndex string) {
  if (tree.is(string, Kind::concatenated_string_k)) return tree.children(string);
  return tree.is(string, Kind::string_k) ? std::vector{string} : std::vector<NodeIndex>();
}

// What stands between the quotes: texts and interpolations.
std::vector<NodeIndex> contents_of(const Tree& tree, NodeIndex piece) {
  auto parts = tree.children(piece);
  if (parts.size() < 2) return {};
  return {parts.begin() + 1, parts.end() - 1};
}

}  // namespace

Certainty Types::text_certainty(const Ty& value) {
  const bool plain =
      is_number(value.name) || is_scalar(value.name) || is_plain_container(value.name) || value.name == T::bottom;
  return plain ? value.certainty : Certainty::declared;
}

bool Types::literal_has_text(NodeIndex string, char opens) const {
  for (const auto piece : pieces_of(tree_, tree_.strip(string))) {
    for (const auto part : contents_of(tree_, piece))
      if (!tree_.is(part, Kind::interpolation_k) && has_text_beside(tree_.text(part), opens)) return true;
  }
  return false;
}

Ty Types::eval_string(NodeIndex i, int depth) const {
  const auto pieces = pieces_of(tree_, i);
  for (const char c : tree_.text(pieces.front())) {
    if (c == 'b' || c == 'B') return Ty::of(T::bytes, pieces.front());
    if (c == '\'' || c == '"') break;
  }
  Ty out = Ty::of(T::str, pieces.front());
  std::vector<NodeIndex> contents;
  for (const auto piece : pieces) std::ranges::copy(contents_of(tree_, piece), std::back_inserter(contents));
  if (contents.size() == 1 && tree_.is(contents.front(), Kind::interpolation_k))
    out.certainty = text_certainty(eval(tree_.child(contents.front(), Field::expression), depth));
  return out;
}

Certainty Types::formatted_certainty(NodeIndex call, int depth) const {
  const auto function = tree_.child(call, Field::function), arguments = tree_.child(call, Field::arguments);
  if (literal_has_text(tree_.child(function, Field::object), '{')) return Certainty::proven;
  auto certainty = Certainty::proven;
  for (auto c = tree_.first(arguments); c != kNone; c = tree_.next(c)) {
    const auto value = tree_.is(c, Kind::keyword_argument_k) ? tree_.child(c, Field::value) : c;
    certainty = std::max(certainty, text_certainty(eval(value, depth)));
  }
  return certainty;
}

Certainty Types::interpolated_certainty(NodeIndex operation, const Ty& right) const {
  if (literal_has_text(tree_.child(operation, Field::left), '%')) return Certainty::proven;
  const bool plain = holds_scalars(right) && (!is_mapping(right.name) || is_scalar(right.value));
  return plain ? Certainty::proven : Certainty::declared;
}

}  // namespace velox::analysis
