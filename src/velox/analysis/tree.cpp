// SPDX-License-Identifier: Apache-2.0
#include "velox/analysis/tree.hpp"

#include <bit>
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
  TSFieldId operation;

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
    constexpr std::string_view kOperator = "operator";
    operation = ts_language_field_id_for_name(language, kOperator.data(), kOperator.size());
  }
  Kind kind(TSNode node) const {
    const auto symbol = ts_node_symbol(node);
    if (symbol < kinds.size()) return kinds[symbol];
    return std::strcmp(ts_node_type(node), "ERROR") == 0 ? Kind::error : Kind::other;
  }
};

/// `tree`: any; there is one language.
const Vocabulary& vocabulary(const TSTree* tree) {
  static const Vocabulary kWords(ts_tree_language(tree));
  return kWords;
}

}  // namespace

Tree::Tree(Node root, const std::string& bytes) : bytes_(bytes.data()) {
  const Vocabulary& words = vocabulary(root.raw().tree);
  items_.reserve(bytes.size() / 6 + 16);  // typical sources have a named node per 5 to 8 bytes
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
  build_index();
}

void Tree::build_index() {
  const auto size = std::bit_ceil(items_.size() * 2 + 2);
  index_.resize(size);
  index_shift_ = 64 - std::countr_zero(size);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    Slot& slot = index_[slot_of(items_[i].node.id)];
    if (slot.id == nullptr) slot = {items_[i].node.id, static_cast<NodeIndex>(i)};
  }
}

std::size_t Tree::slot_of(const void* id) const {
  constexpr std::uint64_t kGolden =
      0x9E3779B97F4A7C15;  // spreads addresses that lie side by side (Knuth, volume 3, 6.4)
  auto at = static_cast<std::size_t>((reinterpret_cast<std::uintptr_t>(id) * kGolden) >> index_shift_);
  while (index_[at].id != nullptr && index_[at].id != id) at = (at + 1) & (index_.size() - 1);
  return at;
}

NodeIndex Tree::find(Node node) const { return node ? index_[slot_of(node.id())].index : kNone; }

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

std::string_view Tree::operator_text(NodeIndex i) const {
  if (i < 0) return {};
  const TSNode whole = at(i).node;
  return Node(ts_node_child_by_field_id(whole, vocabulary(whole.tree).operation), bytes_).text();
}

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
