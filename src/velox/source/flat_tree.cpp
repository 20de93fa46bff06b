// SPDX-License-Identifier: Apache-2.0
#include "velox/source/flat_tree.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <string>

namespace velox::source {
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

// Symbols and fields of the grammar as our enumerations.
struct Vocabulary {
  std::vector<Kind> kinds;
  std::vector<std::uint32_t> codes;
  std::vector<Field> fields;
  std::array<TSFieldId, std::size(kFieldNames)> field_ids{};

  explicit Vocabulary(const TSLanguage* language) {
    const auto& names = kind_names();
    const auto count = ts_language_symbol_count(language);
    kinds.assign(count, Kind::other);
    codes.assign(count, 0);
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto symbol = static_cast<TSSymbol>(i);
      const std::string_view name = ts_language_symbol_name(language, symbol);
      codes[i] = name_code(name);
      if (ts_language_symbol_type(language, symbol) != TSSymbolTypeRegular) continue;
      const auto it = names.find(name);
      if (it != names.end()) kinds[i] = it->second;
    }
    fields.assign(ts_language_field_count(language) + 1, Field::other);
    fields[0] = Field::none;
    for (std::size_t f = 1; f < fields.size(); ++f) {
      fields[f] = field_named(ts_language_field_name_for_id(language, static_cast<TSFieldId>(f)));
      if (fields[f] != Field::other) field_ids[static_cast<std::size_t>(fields[f])] = static_cast<TSFieldId>(f);
    }
  }
  Kind kind(TSSymbol symbol) const {
    if (symbol < kinds.size()) return kinds[symbol];
    return symbol == kErrorSymbol ? Kind::error : Kind::other;
  }
  std::uint32_t code(TSSymbol symbol) const { return symbol < codes.size() ? codes[symbol] : name_code("ERROR"); }

  static constexpr TSSymbol kErrorSymbol = 0xFFFF;  // ts_builtin_sym_error of tree-sitter
};

/// `tree`: any; there is one language.
const Vocabulary& vocabulary(const TSTree* tree) {
  static const Vocabulary kWords(ts_tree_language(tree));
  return kWords;
}

}  // namespace

std::uint32_t kind_code(TSNode node) { return vocabulary(node.tree).code(ts_node_symbol(node)); }

TSFieldId field_id(TSNode node, Field field) {
  return vocabulary(node.tree).field_ids[static_cast<std::size_t>(field)];
}

FlatTree::FlatTree(TSNode root, const char* bytes) : bytes_(bytes), whole_(!ts_node_has_error(root)) {
  const Vocabulary& words = vocabulary(root.tree);
  items_.reserve(ts_node_end_byte(root) / 6 + 16);  // typical sources have a named node per 5 to 8 bytes
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  std::vector<NodeIndex> open;  // kNone for a node that is left out
  bool more = true;
  NodeIndex parent = kNone;
  while (more) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    NodeIndex self = kNone;
    if (ts_node_is_named(node)) {
      const auto next = static_cast<NodeIndex>(items_.size());
      if (!ts_node_is_extra(node)) {
        self = next;
        const auto symbol = ts_node_symbol(node);
        const auto field = words.fields[ts_tree_cursor_current_field_id(&cursor)];
        items_.push_back({node,
                          parent,
                          self + 1,
                          words.code(symbol),
                          {ts_node_start_byte(node), ts_node_end_byte(node)},
                          words.kind(symbol),
                          field,
                          false});
      } else if (parent != kNone) {
        extras_.push_back({node, next, parent});
        items_[static_cast<std::size_t>(parent)].commented = true;
      }
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

void FlatTree::build_index() {
  const auto size = std::bit_ceil(items_.size() * 2 + 2);
  index_.resize(size);
  index_shift_ = 64 - std::countr_zero(size);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    Slot& slot = index_[slot_of(items_[i].node.id)];
    if (slot.id == nullptr) slot = {items_[i].node.id, static_cast<NodeIndex>(i)};
  }
}

std::size_t FlatTree::slot_of(const void* id) const {
  constexpr std::uint64_t kGolden =
      0x9E3779B97F4A7C15;  // spreads addresses that lie side by side (Knuth, volume 3, 6.4)
  auto at = static_cast<std::size_t>((reinterpret_cast<std::uintptr_t>(id) * kGolden) >> index_shift_);
  while (index_[at].id != nullptr && index_[at].id != id) at = (at + 1) & (index_.size() - 1);
  return at;
}

NodeIndex FlatTree::child(NodeIndex i, Field field) const {
  if (i < 0) return kNone;
  for (auto c = first(i); c != kNone; c = next(c)) {
    if (at(c).field == field) return c;
  }
  return kNone;
}

NodeIndex FlatTree::nth(NodeIndex i, int n) const {
  auto c = first(i);
  while (c != kNone && n-- > 0) c = next(c);
  return c;
}

int FlatTree::count(NodeIndex i) const {
  int n = 0;
  for (auto c = first(i); c != kNone; c = next(c)) ++n;
  return n;
}

std::vector<NodeIndex> FlatTree::children(NodeIndex i) const {
  std::vector<NodeIndex> out;
  for (auto c = first(i); c != kNone; c = next(c)) out.push_back(c);
  return out;
}

std::string_view FlatTree::operator_text(NodeIndex i) const {
  return i < 0 ? std::string_view() : Node(at(i).node, bytes_).field("operator").text();
}

std::vector<std::string_view> FlatTree::comparison_operators(NodeIndex i) const {
  std::vector<std::string_view> out;
  const Node whole = node(i);
  for (std::uint32_t c = 0; c < whole.child_count(); ++c) {
    const Node child = whole.child(c);
    if (!child.is_named()) out.push_back(child.kind());
  }
  return out;
}

NodeIndex FlatTree::identifier_at(NodeIndex i, model::Span span) const {
  const auto begin = items_.begin() + i, last = items_.begin() + end(i);
  auto item = std::ranges::lower_bound(begin, last, span.begin, {}, [](const Item& one) { return one.span.begin; });
  for (; item != last && item->span.begin == span.begin; ++item) {
    if (item->kind == Kind::identifier_k && item->span == span) return static_cast<NodeIndex>(item - items_.begin());
  }
  return kNone;
}

std::size_t FlatTree::first_extra(NodeIndex i) const {
  const auto found = std::ranges::upper_bound(extras_, i, {}, &Extra::before);
  return static_cast<std::size_t>(found - extras_.begin());
}

std::vector<Node> FlatTree::items(NodeIndex i) const {
  std::vector<Node> out;
  for (auto c = first(i); c != kNone; c = next(c)) out.push_back(node(c));
  return out;
}

std::vector<Node> FlatTree::named_children(NodeIndex i) const {
  if (!has_comments(i)) return items(i);
  std::vector<Node> out;
  auto extra = first_extra(i);
  const auto take_comments = [&](NodeIndex until) {
    for (; is_extra_below(extra, i) && extras_[extra].before <= until; ++extra) {
      if (extras_[extra].parent == i) out.push_back(extra_node(extra));
    }
  };
  for (auto c = first(i); c != kNone; c = next(c)) {
    take_comments(c);
    out.push_back(node(c));
  }
  take_comments(end(i));
  return out;
}

Node FlatTree::next_named(NodeIndex i) const {
  const auto around = parent(i);
  if (around != kNone && has_comments(around)) {
    for (auto extra = first_extra(end(i) - 1); is_extra_below(extra, around) && extras_[extra].before == end(i);
         ++extra) {
      if (extras_[extra].parent == around) return extra_node(extra);
    }
  }
  return node(next(i));
}

NodeIndex FlatTree::strip(NodeIndex i) const {
  while (is(i, Kind::parenthesized_expression_k) && first(i) != kNone) i = first(i);
  return i;
}

bool FlatTree::is_async(NodeIndex i) const { return node(i).child(0).is("async"); }

bool is_comprehension(Kind kind) {
  return kind == Kind::list_comprehension_k || kind == Kind::set_comprehension_k ||
         kind == Kind::dictionary_comprehension_k || kind == Kind::generator_expression_k;
}

}  // namespace velox::source
