//! The category tree, numbered parents first: the categories at and below c are `c..end(c)`.

use crate::error::{Error, Result};
use crate::index::schema::CategorySpec;
use rustc_hash::FxHashMap;

/// A numbered category tree.
#[derive(Debug, Default)]
pub struct CategoryTree {
    ids: Vec<String>,
    parents: Vec<Option<u32>>,
    ends: Vec<u32>,
    numbers: FxHashMap<String, u32>,
}

impl CategoryTree {
    /// Numbers the categories; siblings keep their order.
    pub fn new(specs: &[CategorySpec]) -> Result<Self> {
        let mut children: FxHashMap<Option<&str>, Vec<&CategorySpec>> = FxHashMap::default();
        specs.iter().for_each(|spec| children.entry(spec.parent.as_deref()).or_default().push(spec));
        let mut tree = Self::default();
        let mut stack: Vec<(&CategorySpec, Option<u32>)> =
            children.get(&None).into_iter().flatten().rev().map(|spec| (*spec, None)).collect();
        while let Some((spec, parent)) = stack.pop() {
            let number = tree.push(spec, parent)?;
            stack.extend(
                children.get(&Some(spec.id.as_str())).into_iter().flatten().rev().map(|child| (*child, Some(number))),
            );
        }
        if tree.ids.len() != specs.len() {
            let lost =
                specs.iter().find(|spec| !tree.numbers.contains_key(&spec.id)).map_or("", |spec| spec.id.as_str());
            return Err(Error::Schema(format!(
                "category {lost:?} has no way to a top category (unknown parent or a cycle)"
            )));
        }
        tree.close();
        Ok(tree)
    }

    fn push(&mut self, spec: &CategorySpec, parent: Option<u32>) -> Result<u32> {
        let number = self.ids.len() as u32;
        if self.numbers.insert(spec.id.clone(), number).is_some() {
            return Err(Error::Schema(format!("category {:?} is declared twice", spec.id)));
        }
        self.ids.push(spec.id.clone());
        self.parents.push(parent);
        Ok(number)
    }

    fn close(&mut self) {
        self.ends = (1..=self.ids.len() as u32).collect();
        for number in (0..self.ids.len()).rev() {
            if let Some(parent) = self.parents[number] {
                self.ends[parent as usize] = self.ends[parent as usize].max(self.ends[number]);
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The number of an id.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    /// The id of a number.
    pub fn id(&self, number: u32) -> &str {
        &self.ids[number as usize]
    }

    /// The numbers at and below a category.
    pub fn subtree(&self, number: u32) -> std::ops::Range<u32> {
        number..self.ends[number as usize]
    }

    /// The parent.
    pub fn parent(&self, number: u32) -> Option<u32> {
        self.parents[number as usize]
    }

    /// The children of a category, or the top categories, in order.
    pub fn children(&self, parent: Option<u32>) -> Vec<u32> {
        let (mut next, end) =
            parent.map_or((0, self.ids.len() as u32), |number| (number + 1, self.ends[number as usize]));
        let mut found = Vec::new();
        while next < end {
            found.push(next);
            next = self.ends[next as usize];
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(id: &str, parent: Option<&str>) -> CategorySpec {
        CategorySpec { id: id.into(), parent: parent.map(Into::into) }
    }

    #[test]
    fn a_subtree_is_a_range_whatever_the_order_of_the_records() {
        let specs = [
            spec("b1", Some("b")),
            spec("a", None),
            spec("b", None),
            spec("a1", Some("a")),
            spec("a2", Some("a")),
            spec("a11", Some("a1")),
        ];
        let tree = CategoryTree::new(&specs).unwrap();
        let names = |range: std::ops::Range<u32>| range.map(|n| tree.id(n)).collect::<Vec<_>>();
        assert_eq!(names(tree.subtree(tree.number("a").unwrap())), ["a", "a1", "a11", "a2"]);
        assert_eq!(names(tree.subtree(tree.number("b").unwrap())), ["b", "b1"]);
        assert_eq!(tree.children(None), [tree.number("a").unwrap(), tree.number("b").unwrap()]);
        assert_eq!(tree.children(tree.number("a")).len(), 2);
    }

    #[test]
    fn cycles_and_unknown_parents_are_refused() {
        assert!(CategoryTree::new(&[spec("a", Some("b")), spec("b", Some("a"))]).is_err());
        assert!(CategoryTree::new(&[spec("a", Some("nowhere"))]).is_err());
        assert!(CategoryTree::new(&[spec("a", None), spec("a", None)]).is_err());
    }
}
