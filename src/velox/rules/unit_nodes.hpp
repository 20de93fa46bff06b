// SPDX-License-Identifier: Apache-2.0
// The nodes of a unit's own code by kind and word, read once for all rules: most rules begin at a few places of a function only,
// and most functions have none of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "velox/source/flat_tree.hpp"

namespace velox::rules {

using source::Node;

/// Nodes of one module in source order: a view, valid while the UnitNodes that gave it live.
class NodeList {
 public:
  NodeList() = default;
  NodeList(const source::FlatTree* tree, std::span<const source::NodeIndex> places) : tree_(tree), places_(places) {}
  std::size_t size() const { return places_.size(); }
  bool empty() const { return places_.empty(); }
  Node operator[](std::size_t i) const { return tree_->node(places_[i]); }
  Node front() const { return (*this)[0]; }
  std::span<const source::NodeIndex> places() const { return places_; }

  class Iterator {
   public:
    using difference_type = std::ptrdiff_t;
    using value_type = Node;
    Iterator() = default;
    Iterator(const NodeList* list, std::size_t at) : list_(list), at_(at) {}
    Node operator*() const { return (*list_)[at_]; }
    Iterator& operator++() { return ++at_, *this; }
    Iterator operator++(int) { return {list_, at_++}; }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const NodeList* list_ = nullptr;
    std::size_t at_ = 0;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

 private:
  const source::FlatTree* tree_ = nullptr;
  std::span<const source::NodeIndex> places_;
};

/// Its body without nested functions, classes and lambdas, and without comments. Immutable; safe to read from several threads.
class UnitNodes {
 public:
  /// `definition`: the unit's function_definition; valid while its module lives. Empty for a module with syntax errors.
  explicit UnitNodes(Node definition);

  /// Calls `visit(node)` for every node; `visit` returns false to skip a node's children.
  template <typename Visit>
  void walk(Visit&& visit) const {
    for (source::NodeIndex i = begin_; i < end_;) {
      const bool enters = !is_nested(tree_->kind(i)) && visit(tree_->node(i));
      i = enters ? i + 1 : tree_->end(i);
    }
  }
  /// Every node of a kind, in source order.
  NodeList of_kind(source::KindName kind) const;
  /// Those with this word only; all of them when it is empty.
  NodeList of_kind(source::KindName kind, std::string_view word) const;
  /// What tells nodes of a kind apart: the name that is called, the operator; in statements, see the source. Else empty.
  static std::string_view word(Node node);

  const source::FlatTree* tree() const { return tree_; }

 private:
  static bool is_nested(source::Kind kind) {
    return kind == source::Kind::function_definition_k || kind == source::Kind::class_definition_k ||
           kind == source::Kind::lambda_k;
  }
  void sort_by_kind();
  void sort_by_word();

  /// Places of nodes that are alike, as a part of a list of places.
  struct Group {
    std::uint64_t key;  ///< code of the kind; or key_of() kind and word
    std::uint32_t begin, end;
  };

  const source::FlatTree* tree_ = nullptr;
  source::NodeIndex begin_ = 0, end_ = 0;
  std::vector<source::NodeIndex> by_kind_, by_word_;
  std::vector<Group> kinds_;                 // in the order of Kind, then of code
  std::vector<Group> words_;                 // by key
  std::array<std::uint8_t, 256> kind_at_{};  // by the low bits of a code: the place in kinds_ plus one to look at first
};

}  // namespace velox::rules
