// SPDX-License-Identifier: Apache-2.0
#include "velox/analysis/tree.hpp"

#include <cstring>
#include <map>
#include <string>

namespace velox::analysis {
namespace {

const std::map<std::string_view, Kind>& kind_names() {
  static const std::map<std::string_view, Kind> kNames = {{"ERROR", Kind::error},
                                                          {"float", Kind::float_literal},
                                                          {"true", Kind::true_literal},
                                                          {"false", Kind::false_literal},
#define VX_KIND(name) {#name, Kind::name##_k},
                                                          VX_NODE_KINDS(VX_KIND)
#undef VX_KIND
  };
  return kNames;
}

const std::map<std::string_view, Field>& field_names() {
  static const std::map<std::string_view, Field> kNames = {{"left", Field::left},
                                                           {"right", Field::right},
                                                           {"body", Field::body},
                                                           {"name", Field::name},
                                                           {"value", Field::value},
                                                           {"object", Field::object},
                                                           {"attribute", Field::attribute},
                                                           {"function", Field::function},
                                                           {"arguments", Field::arguments},
                                                           {"argument", Field::argument},
                                                           {"alternative", Field::alternative},
                                                           {"condition", Field::condition},
                                                           {"consequence", Field::consequence},
                                                           {"parameters", Field::parameters},
                                                           {"return_type", Field::return_type},
                                                           {"superclasses", Field::superclasses},
                                                           {"type_parameters", Field::type_parameters},
                                                           {"type", Field::type},
                                                           {"subscript", Field::subscript},
                                                           {"alias", Field::alias},
                                                           {"definition", Field::definition},
                                                           {"operator", Field::operator_},
                                                           {"module_name", Field::module_name},
                                                           {"subject", Field::subject},
                                                           {"guard", Field::guard},
                                                           {"key", Field::key},
                                                           {"expression", Field::expression}};
  return kNames;
}

// Symbols and fields of the grammar as our enumerations.
struct Vocabulary {
  std::vector<Kind> kinds;
  std::vector<Field> fields;

  explicit Vocabulary(const TSLanguage* language) {
    const auto& names = kind_names();
    const auto count = ts_language_symbol_count(language);
    kinds.assign(count, Kind::other);
    for (TSSymbol s = 0; s < count; ++s) {
      if (ts_language_symbol_type(language, s) != TSSymbolTypeRegular) continue;
      const auto it = names.find(ts_language_symbol_name(language, s));
      if (it != names.end()) kinds[s] = it->second;
    }
    fields.assign(ts_language_field_count(language) + 1, Field::other);
    fields[0] = Field::none;
    for (std::size_t f = 1; f < fields.size(); ++f) {
      const auto it = field_names().find(ts_language_field_name_for_id(language, static_cast<TSFieldId>(f)));
      if (it != field_names().end()) fields[f] = it->second;
    }
  }
  Kind kind(TSNode node) const {
    const auto symbol = ts_node_symbol(node);
    if (symbol < kinds.size()) return kinds[symbol];
    return std::strcmp(ts_node_type(node), "ERROR") == 0 ? Kind::error : Kind::other;
  }
};

}  // namespace

Tree::Tree(Node root, const std::string& bytes) : bytes_(bytes.data()) {
  const Vocabulary words(ts_tree_language(root.raw().tree));
  items_.reserve(bytes.size() / 6 + 16);  // typical sources have a named node per 5 to 8 bytes
  index_.reserve(items_.capacity());
  TSTreeCursor cursor = ts_tree_cursor_new(root.raw());
  std::vector<NodeIndex> open;  // kNone for a node that is left out
  bool more = true;
  NodeIndex parent = kNone;
  while (more) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    NodeIndex self = kNone;
    if (ts_node_is_named(node) && !ts_node_is_extra(node)) {
      self = static_cast<NodeIndex>(items_.size());
      const auto field = ts_tree_cursor_current_field_id(&cursor);
      items_.push_back({node, parent, self + 1, words.kind(node), words.fields[field]});
      index_.emplace(node.id, self);
    }
    const bool descend = self != kNone && items_.back().kind != Kind::identifier_k;
    if (descend && ts_tree_cursor_goto_first_child(&cursor)) {
      open.push_back(parent);
      parent = self;
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (open.empty() || !ts_tree_cursor_goto_parent(&cursor)) {
        more = false;
        break;
      }
      items_[static_cast<std::size_t>(parent)].end = static_cast<NodeIndex>(items_.size());
      parent = open.back();
      open.pop_back();
    }
  }
  ts_tree_cursor_delete(&cursor);
  if (!items_.empty()) items_[0].end = static_cast<NodeIndex>(items_.size());
}

NodeIndex Tree::find(Node node) const {
  if (!node) return kNone;
  const auto it = index_.find(node.id());
  return it == index_.end() ? kNone : it->second;
}

NodeIndex Tree::child(NodeIndex i, Field field) const {
  if (i < 0) return kNone;
  for (auto c = first(i); c != kNone; c = next(c)) {
    if (at(c).field == field) return c;
  }
  return kNone;
}

NodeIndex Tree::nth(NodeIndex i, int n) const {
  auto c = first(i);
  while (c != kNone && n-- > 0) c = next(c);
  return c;
}

int Tree::count(NodeIndex i) const {
  int n = 0;
  for (auto c = first(i); c != kNone; c = next(c)) ++n;
  return n;
}

std::vector<NodeIndex> Tree::children(NodeIndex i) const {
  std::vector<NodeIndex> out;
  for (auto c = first(i); c != kNone; c = next(c)) out.push_back(c);
  return out;
}

std::string_view Tree::text(NodeIndex i) const {
  if (i < 0) return {};
  const auto begin = ts_node_start_byte(at(i).node);
  return {bytes_ + begin, ts_node_end_byte(at(i).node) - begin};
}

std::string_view Tree::operator_text(NodeIndex i) const { return node(i).field("operator").text(); }

std::vector<std::string_view> Tree::comparison_operators(NodeIndex i) const {
  std::vector<std::string_view> out;
  const Node whole = node(i);
  for (std::uint32_t c = 0; c < whole.child_count(); ++c) {
    const Node child = whole.child(c);
    if (!child.is_named()) out.push_back(child.kind());
  }
  return out;
}

NodeIndex Tree::strip(NodeIndex i) const {
  while (is(i, Kind::parenthesized_expression_k) && first(i) != kNone) i = first(i);
  return i;
}

bool Tree::is_async(NodeIndex i) const { return node(i).child(0).is("async"); }

bool is_comprehension(Kind kind) {
  return kind == Kind::list_comprehension_k || kind == Kind::set_comprehension_k ||
         kind == Kind::dictionary_comprehension_k || kind == Kind::generator_expression_k;
}

}  // namespace velox::analysis
